package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CancelRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.RogueConnection;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.TestCertificates;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.Future;

/** Cancel requests: with the session's protection and checks, and done only when the server has closed. */
class CancellerTest {

    @TempDir
    static Path folder;

    private static Connecting connecting;
    private static TestCertificates authority;
    private static TestCertificates.Issued fits;

    @BeforeAll
    static void open() {
        connecting = new Connecting();
        authority = new TestCertificates(folder, "authority");
        fits = authority.issue("localhost", "localhost");
    }

    @AfterAll
    static void close() {
        connecting.close();
    }

    private static PgConnectOptions options(String host, int port, SslMode mode, long millis) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(host, port))).user("postgres").database("postgres")
                .connectTimeout(Duration.ofMillis(millis))
                .tls(PgTlsOptions.builder().mode(mode).rootCert(authority.authority().toString()).build()).build();
    }

    @ParameterizedTest
    @CsvSource({ "V13, DISABLE", "V18, DISABLE", "V13, VERIFY_FULL", "V18, VERIFY_FULL" })
    void cancelsWhatTheServerRuns(PostgresVersion version, SslMode mode) {
        try (TestServer server = TestServer.builder().version(version).tls(fits.certificate(), fits.key()).build()) {
            Session session = connecting.connect(options("localhost", server.port(), mode, 10_000));
            Future<List<String>> sleep = Probe.run(session, "SELECT pg_sleep(60)");
            Session watcher = connecting.connect(options("localhost", server.port(), SslMode.DISABLE, 10_000));
            awaitRunning(watcher, session.backendPid());
            Connecting.await(session.cancelCurrent());
            assertThatThrownBy(() -> Connecting.await(sleep)).isInstanceOf(PgException.class)
                    .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("57014"));
            assertThat(Probe.row(session, "SELECT 1")).containsExactly("1");
            connecting.close(watcher);
            connecting.close(session);
        }
    }

    private static void awaitRunning(Session watcher, int pid) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String sql = "SELECT count(*)::text FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = " + pid;
        while (!Probe.row(watcher, sql).equals(List.of("1"))) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void theKeyIsSentToNobodyWhoCannotShowTheRightCertificate() {
        TestCertificates.Issued stranger = new TestCertificates(folder, "stranger").issue("localhost", "localhost");
        try (RogueServer rogue = RogueServer.start(CancellerTest::session, connection -> {
            connection.acceptTls(stranger.serverContext());
            connection.expectEnd();
        })) {
            assertThat(cancelFailure(rogue, SslMode.VERIFY_FULL, 5_000)).isInstanceOf(TlsException.class);
            assertThat(rogue.trace()).doesNotContain("2: < CANCEL_REQUEST");
        }
    }

    @Test
    void aSessionOfTlsIsNotCancelledInPlainText() {
        try (RogueServer rogue = RogueServer.start(CancellerTest::session, connection -> {
            connection.expect(SSLRequest.class);
            connection.sendRaw((byte) 'N');
            connection.expectEnd();
        })) {
            assertThat(cancelFailure(rogue, SslMode.PREFER, 5_000)).isInstanceOf(TlsException.class);
            assertThat(rogue.trace()).doesNotContain("2: < CANCEL_REQUEST");
        }
    }

    @Test
    void itIsDoneAtTheEndOfFileOnly() {
        try (RogueServer rogue = RogueServer.start(CancellerTest::session, connection -> {
            connection.acceptTls(fits.serverContext());
            CancelRequest request = connection.expect(CancelRequest.class);
            assertThat(request.pid()).isEqualTo(RogueConnection.PID);
            assertThat(request.key()).isEqualTo(RogueConnection.KEY);
            connection.expectEnd();
        })) {
            assertThat(cancelFailure(rogue, SslMode.VERIFY_FULL, 2_500)).isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("within 2500 ms");
        }
    }

    private static void session(RogueConnection connection) throws Exception {
        connection.acceptTls(fits.serverContext());
        connection.beginSession();
        connection.receive();
        connection.receive();
    }

    private static void awaitQuery(RogueServer rogue) {
        long end = System.nanoTime() + RogueServer.DEADLINE.toNanos();
        while (!rogue.trace().contains("< QUERY")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Throwable cancelFailure(RogueServer rogue, SslMode mode, long millis) {
        Session session = connecting.connect(options("localhost", rogue.port(), mode, millis));
        Probe.run(session, "SELECT 1");
        awaitQuery(rogue);
        try {
            Connecting.await(session.cancelCurrent());
        } catch (RuntimeException e) {
            return e;
        } finally {
            session.abort();
        }
        throw new AssertionError("the cancel request was taken");
    }
}
