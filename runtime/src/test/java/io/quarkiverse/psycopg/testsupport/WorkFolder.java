package io.quarkiverse.psycopg.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where binaries and data folders live: {@code psycopg.test.work-folder}, by default a folder of the user's under
 * {@code TMPDIR} or {@code /tmp}. Not {@code java.io.tmpdir}: the build sets that to {@code target/}, where every clean would
 * unpack again. A data folder's name starts with the process id of its JVM, so that those of a killed JVM are found and removed
 * by the next one.
 */
final class WorkFolder {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private WorkFolder() {
    }

    static Path path() {
        try {
            String ofUser = "quarkus-psycopg-test-" + System.getProperty("user.name");
            Path temporary = Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp"));
            return Files.createDirectories(Path.of(
                    System.getProperty("psycopg.test.work-folder", temporary.resolve(ofUser).toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name for a new data folder that no other server of this machine has. */
    static Path newDataFolder() {
        Path folder = path();
        removeLeftovers(folder);
        return folder.resolve("data-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet());
    }

    private static void removeLeftovers(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> leftovers = entries.filter(WorkFolder::belongsToDeadProcess).toList();
            for (Path leftover : leftovers) {
                delete(leftover);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean belongsToDeadProcess(Path entry) {
        String[] parts = entry.getFileName().toString().split("-");
        return parts.length == 3 && parts[0].equals("data") && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }

    /** Deletes a folder with all that is in it; one that is not there, or that vanishes meanwhile, is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
