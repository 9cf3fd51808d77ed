package io.quarkiverse.psycopg.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL's own client programs, where the machine has them. */
final class PostgresPrograms {

    /** Where Debian puts them; what it has in the path is a script that looks for them. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private PostgresPrograms() {
    }

    /** The newest program of that name; empty where there is none. */
    static Optional<Path> find(String name) {
        return Stream.concat(debian(), path()).map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> debian() {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing((Path version) -> Integer.valueOf(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    private static Stream<Path> path() {
        return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
    }
}
