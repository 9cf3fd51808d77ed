package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** One deadline lies over all of connecting: a server that keeps on sending, slowly, does not outlive it. */
class ConnectDeadlineTest {

    private static final Duration LIMIT = Duration.ofMillis(1_500);

    @TempDir
    static Path folder;

    private static Connecting connecting;

    @BeforeAll
    static void open() {
        connecting = new Connecting();
        // What is loaded once is not what the deadlines are about.
        TestServer warm = TestServer.v18();
        connecting.close(connecting.connect(to(SslMode.PREFER, new HostSpec(warm.host(), warm.port())).user("postgres")
                .connectTimeout(Connecting.PATIENCE).build()));
    }

    @AfterAll
    static void close() {
        connecting.close();
    }

    private static PgConnectOptions.Builder to(SslMode mode, HostSpec... hosts) {
        return PgConnectOptions.builder().hosts(List.of(hosts)).user("ann").password("secret").connectTimeout(LIMIT)
                .tls(PgTlsOptions.builder().mode(mode).build());
    }

    private static void assertEndsInTime(SslMode mode, String waitedFor, RogueServer.Script script) {
        try (RogueServer rogue = RogueServer.start(script)) {
            assertLate(to(mode, new HostSpec(rogue.host(), rogue.port())).build(), waitedFor);
        }
    }

    private static void assertLate(PgConnectOptions options, String waitedFor) {
        long start = System.nanoTime();
        PgException refusal = connecting.refusal(options);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(refusal).isInstanceOf(ConnectionFailedException.class).hasMessageContaining("within 1500 ms")
                .hasMessageContaining(waitedFor);
        assertThat(took).isBetween(LIMIT.minusMillis(20), LIMIT.plusMillis(4_000));
    }

    @Test
    void duringAuthentication() {
        assertEndsInTime(SslMode.DISABLE, "the start of the session", connection -> {
            connection.expect(StartupMessage.class);
            connection.dribble(Duration.ofMillis(300), new AuthenticationSASL(List.of("SCRAM-SHA-256")));
        });
    }

    @Test
    void duringStartup() {
        assertEndsInTime(SslMode.DISABLE, "the start of the session", connection -> {
            connection.expect(StartupMessage.class);
            connection.send(EmptyMessage.AUTHENTICATION_OK);
            while (true) {
                connection.dribble(Duration.ofMillis(20), new ParameterStatus("a", "b"));
            }
        });
    }

    @Test
    void whileAskingForTls() {
        assertEndsInTime(SslMode.REQUIRE, "asking for TLS", connection -> {
            connection.expect(SSLRequest.class);
            connection.expectEnd();
        });
    }

    @Test
    void duringTheHandshake() {
        assertEndsInTime(SslMode.REQUIRE, "the TLS handshake", connection -> {
            connection.expect(SSLRequest.class);
            connection.sendRaw((byte) 'S');
            // Not in the same segment.
            Thread.sleep(200);
            // The head of a TLS record that would be 16 KiB long, and its content, a byte at a time.
            for (byte b : new byte[] { 22, 3, 3, 64, 0, 2 }) {
                connection.sendRaw(b);
            }
            while (true) {
                Thread.sleep(100);
                connection.sendRaw((byte) 0);
            }
        });
    }

    @Test
    void duringTheLookUpOfCredentials() {
        assertLate(to(SslMode.DISABLE, new HostSpec("127.0.0.1", 1))
                .credentials(() -> Uni.createFrom().<Credentials> nothing()).build(), "asking for credentials");
    }

    @Test
    void aSilentServerLeavesTimeForTheNext() {
        TestServer good = TestServer.v18();
        try (RogueServer silent = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.expectEnd();
        })) {
            connecting.close(connecting.connect(to(SslMode.DISABLE, new HostSpec(silent.host(), silent.port()),
                    new HostSpec(good.host(), good.port())).user("postgres").connectTimeout(Duration.ofSeconds(10)).build()));
        }
    }
}
