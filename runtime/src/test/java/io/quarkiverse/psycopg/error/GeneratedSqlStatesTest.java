package io.quarkiverse.psycopg.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is what the generator writes from the table. */
class GeneratedSqlStatesTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void generatedClassesAreUpToDate(@TempDir Path target) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/build/GenerateSqlStates.java", target.toString()).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        List<Path> files = files(target);
        assertThat(files).hasSizeGreaterThan(250);
        for (Path file : files) {
            assertThat(SOURCES.resolve(target.relativize(file))).hasSameTextualContentAs(file);
        }
        Path conditions = Path.of("io/quarkiverse/psycopg/error/condition");
        assertThat(files(SOURCES.resolve(conditions))).hasSameSizeAs(files(target.resolve(conditions)));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
