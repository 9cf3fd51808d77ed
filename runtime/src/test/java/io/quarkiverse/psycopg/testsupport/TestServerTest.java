package io.quarkiverse.psycopg.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestServerTest {

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void sharedServerHasItsVersionAndLogicalReplication(PostgresVersion version) {
        TestServer server = TestServer.shared(version);
        assertThat(server.one("SHOW server_version_num")).startsWith(String.valueOf(version.number()));
        assertThat(server.one("SHOW wal_level")).isEqualTo("logical");
        assertThat(server.one("SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(server.one("SELECT datctype FROM pg_database WHERE datname = current_database()")).startsWith("C");
        assertThat(TestServer.shared(version)).isSameAs(server);
    }

    @Test
    void restartAndCrashKeepPortAndData() {
        try (TestServer server = TestServer.builder().setting("work_mem", "5MB").build()) {
            int port = server.port();
            server.execute("CREATE TABLE kept AS SELECT 42 AS answer");
            server.restart();
            assertThat(server.one("SELECT answer FROM kept")).isEqualTo("42");
            server.stopImmediate();
            assertThat(server.isRunning()).isFalse();
            assertThatThrownBy(() -> server.one("SELECT 1")).hasRootCauseInstanceOf(ConnectException.class);
            server.start();
            assertThat(server.one("SELECT answer FROM kept")).isEqualTo("42");
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.one("SHOW work_mem")).isEqualTo("5MB");
            assertThat(server.log()).contains("was not properly shut down");
        }
    }

    @Test
    void hostBasedRulesReplaceTheTrustingOnes() {
        try (TestServer server = TestServer.builder().hba("host all nobody 127.0.0.1/32 trust").build()) {
            assertThatThrownBy(() -> server.one("SELECT 1")).hasMessageContaining("pg_hba.conf");
        }
    }

    @Test
    void closeLeavesNeitherProcessNorFiles() {
        TestServer server = TestServer.builder().build();
        long pid = server.pid();
        server.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(server.dataFolder()).doesNotExist();
    }

    @Test
    void serverDoesNotOutliveAKilledJvm() throws Exception {
        Path pidFile = Files.createTempFile("postmaster", ".pid");
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KilledMain.class.getName(), pidFile.toString()).inheritIO().start();
        try {
            await(() -> Files.size(pidFile) > 0);
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
            assertThat(postmaster.isAlive()).isTrue();
            jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            await(() -> isGone(postmaster));
        } finally {
            jvm.destroyForcibly();
            Files.delete(pidFile);
        }
    }

    /** A container whose first process collects no children leaves a zombie: that is gone enough. */
    private static boolean isGone(ProcessHandle process) throws Exception {
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        return !process.isAlive() || !Files.exists(stat) || Files.readString(stat).contains(") Z ");
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Starts a server, tells its process id and waits to be killed. */
    static final class KilledMain {
        public static void main(String[] arguments) throws Exception {
            Path told = Path.of(arguments[0]);
            Path draft = Files.writeString(Path.of(arguments[0] + ".draft"), String.valueOf(TestServer.v18().pid()));
            Files.move(draft, told, java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Thread.currentThread().join();
        }
    }
}
