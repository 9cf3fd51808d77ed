package io.quarkiverse.psycopg.deployment.devservices.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a server when the JVM that started it ends. */
class JvmEndTest {

    private static final long SECONDS = 60;

    @TempDir
    Path root;

    private Process jvm;
    private ProcessHandle server;

    @BeforeEach
    void start() throws IOException {
        jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EmbeddedRun.class.getName(), root.toString()).redirectErrorStream(true).start();
        BufferedReader output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.startsWith("server=")) {
            seen.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as(seen.toString()).isNotNull();
        server = ProcessHandle.of(Long.parseLong(line.substring("server=".length()))).orElseThrow();
    }

    @AfterEach
    void end() {
        jvm.destroyForcibly();
        server.destroyForcibly();
    }

    @Test
    void aTerminatedJvmEndsItsServer() throws Exception {
        jvm.destroy();

        assertThat(jvm.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        server.onExit().get(SECONDS, TimeUnit.SECONDS);
        assertThat(instances()).isEmpty();
    }

    @Test
    void theServerOfAKilledJvmIsEndedByTheNextStart() throws Exception {
        jvm.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isTrue();
        assertThat(instances()).hasSize(1);

        new OrphanSweep(root).run();

        server.onExit().get(SECONDS, TimeUnit.SECONDS);
        assertThat(instances()).isEmpty();
    }

    private List<Path> instances() throws IOException {
        try (var children = Files.list(root)) {
            return children.toList();
        }
    }
}
