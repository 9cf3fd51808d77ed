package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationMD5Password;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ParameterStatus;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLInitialResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.PlantedSecrets;
import io.quarkiverse.psycopg.testsupport.RogueConnection;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.ScramServer;
import io.quarkiverse.psycopg.testsupport.TestCertificates;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** What goes wrong when connecting: a typed error each, with a sentence that helps, no secret, and nobody left waiting. */
class BadInputTest {

    private static final String SECRET = PlantedSecrets.PASSWORD;
    private static final AuthenticationSASL SASL = new AuthenticationSASL(List.of("SCRAM-SHA-256"));

    @TempDir
    static Path folder;

    private static Connecting connecting;
    private static TestServer server;
    private static TestCertificates authority;

    /** One row: what is wrong, what is tried, what comes of it. */
    private record Case(String name, Attempt attempt, Class<? extends PgException> type, Optional<String> sqlState,
            String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Connects in vain; gives the failure. */
    private interface Attempt {
        PgException refusal() throws Exception;
    }

    @BeforeAll
    static void open() {
        connecting = new Connecting();
        authority = new TestCertificates(folder, "authority");
        server = TestServer.builder().setting("max_connections", "6").setting("superuser_reserved_connections", "1")
                .setting("max_wal_senders", "2")
                .hba("host all postgres 127.0.0.1/32 trust", "host all guest 127.0.0.1/32 trust",
                        "host all all 127.0.0.1/32 scram-sha-256")
                .build();
        server.execute("CREATE ROLE ann LOGIN PASSWORD 'right'", "CREATE ROLE guest LOGIN CONNECTION LIMIT 100");
    }

    @AfterAll
    static void close() {
        connecting.close();
        server.close();
    }

    private static PgConnectOptions.Builder to(String host, int port) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(host, port))).user("ann").password(SECRET)
                .database("postgres").connectTimeout(Connecting.PATIENCE).tls(mode(SslMode.DISABLE).build());
    }

    private static PgTlsOptions.Builder mode(SslMode mode) {
        return PgTlsOptions.builder().mode(mode);
    }

    private static PgConnectOptions.Builder toServer() {
        return to(server.host(), server.port());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                at("unknown host", () -> refusal(to("no-such-host.invalid", 5432)), ConnectionFailedException.class,
                        "the host name \"no-such-host.invalid\" cannot be resolved"),
                at("refused port", () -> refusal(to("127.0.0.1", unusedPort())), ConnectionFailedException.class,
                        "refuses connections: does a PostgreSQL server run there"),
                at("black-holed address", BadInputTest::blackHole, ConnectionFailedException.class,
                        "within 1500 ms (connect-timeout); it waited for opening the socket"),
                at("silent server", () -> rogue(BadInputTest::silence, 1_500), ConnectionFailedException.class,
                        "within 1500 ms (connect-timeout); it waited for the start of the session"),
                told("wrong password", () -> refusal(toServer()), "28P01", "password authentication failed"),
                told("missing database", () -> refusal(toServer().user("guest").database("nowhere")), "3D000", "nowhere"),
                told("unknown role", () -> refusal(to(server.host(), server.port()).user("nobody")), "28P01", "nobody"),
                told("too many connections", BadInputTest::tooMany, "53300", "too many clients"),
                at("no password", () -> refusal(toServer().password("")), AuthenticationException.class,
                        "asks for a password, but none is configured for user \"ann\""),
                at("TLS refused", () -> refusal(toServer().tls(mode(SslMode.REQUIRE).build())), TlsException.class,
                        "has no TLS, but ssl-mode=require demands it"),
                at("certificate of another host", () -> withCertificate(authority.issue("other", "other.test")),
                        TlsException.class, "not for \"localhost\""),
                at("certificate that has expired", () -> withCertificate(authority.issueExpired("old", "localhost")),
                        TlsException.class, "has expired"),
                at("certificate of a stranger",
                        () -> withCertificate(new TestCertificates(folder, "stranger").issue("x", "localhost")),
                        TlsException.class, "trusted authority"),
                at("verify-ca without an authority", () -> refusal(toServer().tls(mode(SslMode.VERIFY_CA).build())),
                        ProgrammingException.class, "sslrootcert"),
                at("malformed connection string", () -> thrown(() -> PgConnectOptions.parse("host='unclosed")),
                        ProgrammingException.class, ""),
                at("unknown option", () -> thrown(() -> PgConnectOptions.parse("hots=localhost")), ProgrammingException.class,
                        "hots"),
                at("server that speaks HTTP", () -> rogue(c -> {
                    c.expect(StartupMessage.class);
                    c.sendRaw("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }, 30_000), ProtocolViolationException.class, "is this a PostgreSQL server?"),
                at("server that speaks SSH", () -> rogue(c -> c.sendRaw("SSH-2.0-OpenSSH_9\r\n".getBytes(
                        StandardCharsets.US_ASCII)), 30_000), ProtocolViolationException.class, "127.0.0.1"),
                at("server that just closes", () -> rogue(c -> c.expect(StartupMessage.class), 30_000),
                        ConnectionFailedException.class, "closed the connection during the start of the session"),
                at("cleartext password demanded", () -> asking(EmptyMessage.AUTHENTICATION_CLEARTEXT_PASSWORD),
                        AuthenticationException.class, "name \"password\" in require-auth"),
                at("MD5 demanded", () -> asking(new AuthenticationMD5Password(Bytes.copyOf(new byte[4]))),
                        AuthenticationException.class, "name \"md5\" in require-auth"),
                at("GSSAPI demanded", () -> asking(EmptyMessage.AUTHENTICATION_GSS), AuthenticationException.class, "GSSAPI"),
                at("unknown SASL mechanism", () -> asking(new AuthenticationSASL(List.of("MAGIC"))),
                        AuthenticationException.class, "no SASL mechanism"),
                at("final SCRAM message skipped", () -> rogue(BadInputTest::skipProof, 30_000), AuthenticationException.class,
                        "skipped the part of SCRAM"),
                at("2^31-1 iterations", () -> rogue(c -> challenge(c, Integer.MAX_VALUE), 30_000),
                        AuthenticationException.class,
                        "2147483647 SCRAM iterations, more than the 100000"),
                at("endless parameters", () -> rogue(BadInputTest::flood, 30_000), ProtocolViolationException.class,
                        "more than 1000 notices and parameters"));
    }

    private static Arguments at(String name, Attempt attempt, Class<? extends PgException> type, String words) {
        return Arguments.of(new Case(name, attempt, type, Optional.empty(), words));
    }

    private static Arguments told(String name, Attempt attempt, String sqlState, String words) {
        return Arguments.of(new Case(name, attempt, PgException.class, Optional.of(sqlState), words));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void cases(Case wrong) throws Exception {
        long start = System.nanoTime();
        PgException refusal = wrong.attempt().refusal();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Connecting.PATIENCE);
        assertThat(refusal).isInstanceOf(wrong.type()).hasMessageContaining(wrong.words());
        assertThat(refusal.sqlState()).isEqualTo(wrong.sqlState());
        for (Throwable at = refusal; at != null; at = at.getCause()) {
            assertThat(at.toString()).doesNotContain(SECRET);
        }
    }

    private static PgException refusal(PgConnectOptions.Builder options) {
        return connecting.refusal(options.build());
    }

    private static PgException thrown(Runnable action) {
        try {
            action.run();
        } catch (PgException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A socket whose backlog is full: what is sent to it gets no answer. */
    private static PgException blackHole() throws IOException {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
            try {
                for (int i = 0; i < 64; i++) {
                    Socket filler = new Socket();
                    fillers.add(filler);
                    filler.connect(address, 200);
                }
            } catch (SocketTimeoutException filled) {
                // No more room: as wanted.
            }
            return refusal(to("127.0.0.1", full.getLocalPort()).connectTimeout(Duration.ofMillis(1_500)));
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static PgException tooMany() {
        List<Session> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                sessions.add(connecting.connect(toServer().user("postgres").build()));
            }
        } catch (PgException full) {
            return full;
        } finally {
            sessions.forEach(connecting::close);
        }
        throw new AssertionError("the server lets everybody in");
    }

    private static PgException withCertificate(TestCertificates.Issued certificate) {
        try (RogueServer rogue = Certificates.serve(certificate)) {
            return refusal(to("localhost", rogue.port())
                    .tls(mode(SslMode.VERIFY_FULL).rootCert(authority.authority().toString()).build()));
        }
    }

    private static PgException rogue(RogueServer.Script script, long millis) {
        try (RogueServer rogue = RogueServer.start(script)) {
            return refusal(to(rogue.host(), rogue.port()).connectTimeout(Duration.ofMillis(millis)));
        }
    }

    private static PgException asking(BackendMessage request) {
        try (RogueServer rogue = RogueServer.start(c -> {
            c.expect(StartupMessage.class);
            c.send(request);
            c.expectEnd();
        })) {
            PgException refusal = refusal(to(rogue.host(), rogue.port()));
            rogue.await();
            return refusal;
        }
    }

    private static SASLInitialResponse begin(RogueConnection c) throws IOException {
        c.expect(StartupMessage.class);
        c.send(SASL);
        return c.expect(SASLInitialResponse.class);
    }

    private static void silence(RogueConnection c) throws IOException {
        c.expect(StartupMessage.class);
        c.expectEnd();
    }

    private static void skipProof(RogueConnection c) throws IOException {
        ScramServer scram = new ScramServer(SECRET, 4096);
        c.send(new AuthenticationSASLContinue(Bytes.utf8(scram.first(begin(c).data().toText()))));
        c.expect(SASLResponse.class);
        c.send(EmptyMessage.AUTHENTICATION_OK);
        c.expectEnd();
    }

    private static void challenge(RogueConnection c, int iterations) throws IOException {
        String first = begin(c).data().toText();
        String nonce = first.substring(first.indexOf("r=") + 2);
        c.send(new AuthenticationSASLContinue(Bytes.utf8("r=" + nonce + "x,s=AAAA,i=" + iterations)));
        c.expectEnd();
    }

    private static void flood(RogueConnection c) throws IOException {
        c.expect(StartupMessage.class);
        c.send(EmptyMessage.AUTHENTICATION_OK);
        for (int i = 0; i < 2_000; i++) {
            c.send(new ParameterStatus("p" + i, "v"));
        }
    }
}
