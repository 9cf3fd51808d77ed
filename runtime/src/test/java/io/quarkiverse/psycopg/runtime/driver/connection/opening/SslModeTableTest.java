package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TlsException;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.ErrorResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SSLRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.RogueConnection;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.TestCertificates;

/** Every ssl-mode against every answer to the request for TLS, with what happens on both sides. */
class SslModeTableTest {

    @TempDir
    static Path folder;

    private static TestCertificates authority;
    private static SSLContext tls;
    private static Connecting connecting;

    @BeforeAll
    static void open() {
        authority = new TestCertificates(folder, "authority");
        tls = authority.issue("localhost", "localhost", "127.0.0.1").serverContext();
        connecting = new Connecting();
    }

    @AfterAll
    static void close() {
        connecting.close();
    }

    @BeforeEach
    void forget() {
        connecting.trace.clear();
    }

    private static PgConnectOptions options(RogueServer server, SslMode mode) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(server.host(), server.port()))).user("ann")
                .connectTimeout(Connecting.PATIENCE)
                .tls(PgTlsOptions.builder().mode(mode).rootCert(authority.authority().toString()).build()).build();
    }

    /**
     * answer: S certificate that fits; N no TLS; E error; close. client: its events, server: what it saw after
     * accepting.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "DISABLE     | S     | OPENED STARTUP READY             | < STARTUP_MESSAGE",
            "ALLOW       | S     | OPENED STARTUP READY             | < STARTUP_MESSAGE",
            "PREFER      | S     | OPENED ASKED TLS STARTUP READY   | < SSL_REQUEST, > 'S', tls TLSv1.3, < STARTUP_MESSAGE",
            "REQUIRE     | S     | OPENED ASKED TLS STARTUP READY   | < SSL_REQUEST, > 'S', tls TLSv1.3, < STARTUP_MESSAGE",
            "VERIFY_CA   | S     | OPENED ASKED TLS STARTUP READY   | < SSL_REQUEST, > 'S', tls TLSv1.3, < STARTUP_MESSAGE",
            "VERIFY_FULL | S     | OPENED ASKED TLS STARTUP READY   | < SSL_REQUEST, > 'S', tls TLSv1.3, < STARTUP_MESSAGE",
            "PREFER      | N     | OPENED ASKED REFUSED STARTUP READY | < SSL_REQUEST, > 'N', < STARTUP_MESSAGE",
            "REQUIRE     | N     | OPENED ASKED REFUSED FAILED      | < SSL_REQUEST, > 'N', < end",
            "VERIFY_CA   | N     | OPENED ASKED REFUSED FAILED      | < SSL_REQUEST, > 'N', < end",
            "VERIFY_FULL | N     | OPENED ASKED REFUSED FAILED      | < SSL_REQUEST, > 'N', < end",
            "PREFER      | E     | OPENED ASKED FAILED              | < SSL_REQUEST, > ERROR_RESPONSE, < end",
            "REQUIRE     | E     | OPENED ASKED FAILED              | < SSL_REQUEST, > ERROR_RESPONSE, < end",
            "VERIFY_CA   | E     | OPENED ASKED FAILED              | < SSL_REQUEST, > ERROR_RESPONSE, < end",
            "VERIFY_FULL | E     | OPENED ASKED FAILED              | < SSL_REQUEST, > ERROR_RESPONSE, < end",
            "PREFER      | close | OPENED ASKED FAILED              | < SSL_REQUEST, > close",
            "REQUIRE     | close | OPENED ASKED FAILED              | < SSL_REQUEST, > close",
            "VERIFY_CA   | close | OPENED ASKED FAILED              | < SSL_REQUEST, > close",
            "VERIFY_FULL | close | OPENED ASKED FAILED              | < SSL_REQUEST, > close",
    })
    void table(SslMode mode, String answer, String client, String server) {
        try (RogueServer rogue = RogueServer.start(connection -> answer(connection, mode, answer))) {
            PgConnectOptions options = options(rogue, mode);
            if (client.endsWith("READY")) {
                connecting.connect(options).abort();
            } else {
                PgException refusal = connecting.refusal(options);
                assertThat(refusal).isInstanceOf(answer.equals("close") ? ConnectionFailedException.class : TlsException.class);
                assertThat(refusal.getMessage()).doesNotContain("planted");
            }
            rogue.await();
            assertThat(events()).isEqualTo(client);
            assertThat(String.join(", ", rogue.trace())).startsWith("accept, " + server);
            assertThat(rogue.trace()).doesNotContain("2: accept");
        }
    }

    private static void answer(RogueConnection connection, SslMode mode, String answer) throws Exception {
        if (mode.compareTo(SslMode.PREFER) < 0) {
            connection.beginSession();
            return;
        }
        switch (answer) {
            case "S" -> {
                connection.acceptTls(tls);
                connection.beginSession();
            }
            case "N" -> {
                if (mode == SslMode.PREFER) {
                    connection.beginSession();
                } else {
                    connection.expect(SSLRequest.class);
                    connection.sendRaw((byte) 'N');
                    connection.expectEnd();
                }
            }
            case "E" -> {
                connection.expect(SSLRequest.class);
                connection.send(new ErrorResponse(Map.of('S', "FATAL", 'C', "28000", 'M', "planted text")));
                connection.expectEnd();
            }
            default -> connection.expect(SSLRequest.class);
        }
    }

    private static String events() {
        return String.join(" ", connecting.trace.stream().filter(event -> event != ConnectTrace.Event.NAME_LOOKED_UP)
                .map(event -> switch (event) {
                    case NAME_LOOKED_UP -> "";
                    case SOCKET_OPENED -> "OPENED";
                    case TLS_ASKED_FOR -> "ASKED";
                    case TLS_REFUSED -> "REFUSED";
                    case TLS_ESTABLISHED -> "TLS";
                    case STARTUP_SENT -> "STARTUP";
                    case READY -> "READY";
                    case FAILED -> "FAILED";
                }).toList());
    }

    @Test
    void allowAsksForTlsWhenPlainTextIsNotLetIn() {
        ErrorResponse noEntry = new ErrorResponse(Map.of('S', "FATAL", 'V', "FATAL", 'C', "28000", 'M', "no entry"));
        try (RogueServer rogue = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(noEntry);
        }, connection -> {
            connection.acceptTls(tls);
            connection.beginSession();
        })) {
            connecting.connect(options(rogue, SslMode.ALLOW)).abort();
            rogue.await();
            assertThat(events()).isEqualTo("OPENED STARTUP FAILED OPENED ASKED TLS STARTUP READY");
        }
    }

    @Test
    void aWrongPasswordIsNotTriedAgainWithAnotherProtection() {
        ErrorResponse wrong = new ErrorResponse(Map.of('S', "FATAL", 'V', "FATAL", 'C', "28P01", 'M', "wrong password"));
        try (RogueServer rogue = RogueServer.start(connection -> {
            connection.expect(StartupMessage.class);
            connection.send(wrong);
        })) {
            assertThat(connecting.refusal(options(rogue, SslMode.ALLOW)).sqlState()).contains("28P01");
            rogue.await();
        }
    }

    @ParameterizedTest
    @EnumSource(value = SslMode.class, names = { "PREFER", "REQUIRE", "VERIFY_CA", "VERIFY_FULL" })
    void bytesAfterTheAnswerInTheSameSegmentAreRefused(SslMode mode) {
        try (RogueServer rogue = RogueServer.start(connection -> {
            connection.expect(SSLRequest.class);
            connection.sendRaw((byte) 'S', (byte) 'E', (byte) 0);
            connection.expectEnd();
        })) {
            assertThat(connecting.refusal(options(rogue, mode))).isInstanceOf(TlsException.class)
                    .hasMessageContaining("2 bytes after");
            rogue.await();
            assertThat(events()).isEqualTo("OPENED ASKED FAILED");
        }
    }

    @ParameterizedTest
    @EnumSource(value = SslMode.class, names = { "PREFER", "REQUIRE", "VERIFY_CA", "VERIFY_FULL" })
    void plainTextInTheNextSegmentIsRefused(SslMode mode) {
        try (RogueServer rogue = RogueServer.start(connection -> {
            connection.expect(SSLRequest.class);
            connection.sendRaw((byte) 'S');
            connection.send(new ErrorResponse(Map.of('S', "FATAL", 'C', "28000", 'M', "planted text")));
        })) {
            PgException refusal = connecting.refusal(options(rogue, mode));
            assertThat(refusal).isInstanceOf(TlsException.class);
            for (Throwable at = refusal; at != null; at = at.getCause()) {
                assertThat(String.valueOf(at.getMessage())).doesNotContain("planted", "706c616e746564");
            }
            rogue.await();
            assertThat(events()).isEqualTo("OPENED ASKED FAILED");
        }
    }

    @ParameterizedTest
    @EnumSource(value = SslMode.class, names = { "PREFER", "REQUIRE", "VERIFY_CA", "VERIFY_FULL" })
    void aFailedHandshakeIsNotFollowedByPlainText(SslMode mode) {
        try (RogueServer rogue = RogueServer.start(connection -> {
            connection.expect(SSLRequest.class);
            connection.sendRaw((byte) 'S');
        })) {
            assertThat(connecting.refusal(options(rogue, mode))).isInstanceOf(TlsException.class);
            rogue.await();
            assertThat(events()).isEqualTo("OPENED ASKED FAILED");
        }
    }
}
