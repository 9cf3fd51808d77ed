package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.ChannelBinding;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.AuthenticationException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.auth.ServerEndPoint;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationMD5Password;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASL;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.AuthenticationSASLContinue;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.EmptyMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLInitialResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.SASLResponse;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.StartupMessage;
import io.quarkiverse.psycopg.testsupport.RogueServer;
import io.quarkiverse.psycopg.testsupport.ScramServer;
import io.quarkiverse.psycopg.testsupport.TestCertificates;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.testsupport.TlsInBetween;

/** A login that must be bound to the TLS channel is bound, or no proof leaves. */
class ChannelBindingTest {

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

    private static PgConnectOptions.Builder to(int port, SslMode mode) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec("localhost", port))).user("ann").password("secret")
                .database("postgres").connectTimeout(Connecting.PATIENCE).requireAuth(EnumSet.allOf(AuthMethod.class))
                .channelBinding(ChannelBinding.REQUIRE)
                .tls(PgTlsOptions.builder().mode(mode).rootCert(authority.authority().toString()).build());
    }

    @ParameterizedTest
    @CsvSource({ "scram, true", "md5, true", "cleartext, true", "nothing, true", "plus, false", "scram, false" })
    void withoutBindingNoProofIsSent(String demand, boolean tls) {
        BackendMessage request = switch (demand) {
            case "scram" -> new AuthenticationSASL(List.of("SCRAM-SHA-256"));
            case "plus" -> new AuthenticationSASL(List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
            case "md5" -> new AuthenticationMD5Password(Bytes.copyOf(new byte[4]));
            case "cleartext" -> EmptyMessage.AUTHENTICATION_CLEARTEXT_PASSWORD;
            default -> EmptyMessage.AUTHENTICATION_OK;
        };
        try (RogueServer rogue = RogueServer.start(connection -> {
            if (tls) {
                connection.acceptTls(fits.serverContext());
            }
            connection.expect(StartupMessage.class);
            connection.send(request);
            connection.expectEnd();
        })) {
            PgException refusal = connecting
                    .refusal(to(rogue.port(), tls ? SslMode.VERIFY_FULL : SslMode.DISABLE).build());
            assertThat(refusal).isInstanceOf(AuthenticationException.class).hasMessageContaining("channel");
            rogue.await();
        }
    }

    @Test
    void theLoginNamesTheCertificateThatTheClientSaw() {
        try (RogueServer rogue = RogueServer.start(connection -> {
            connection.acceptTls(fits.serverContext());
            connection.expect(StartupMessage.class);
            connection.send(new AuthenticationSASL(List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")));
            SASLInitialResponse first = connection.expect(SASLInitialResponse.class);
            assertThat(first.mechanism()).isEqualTo("SCRAM-SHA-256-PLUS");
            ScramServer scram = new ScramServer("secret", 4096);
            connection.send(new AuthenticationSASLContinue(Bytes.utf8(scram.first(first.data().toText()))));
            String last = connection.expect(SASLResponse.class).data().toText();
            assertThat(scram.gs2Header()).isEqualTo("p=tls-server-end-point,,");
            assertThat(ServerEndPoint.hash(fits.x509())).contains(Bytes.wrap(scram.bindingData(last)));
            assertThat(scram.isRight(last)).isTrue();
        })) {
            connecting.refusal(to(rogue.port(), SslMode.VERIFY_FULL).build());
            rogue.await();
        }
    }

    @Test
    void somebodyInBetweenWithATrustedCertificateIsFoundOut() {
        try (TestServer server = TestServer.builder().tls(fits.certificate(), fits.key())
                .hba("host all postgres 127.0.0.1/32 trust", "hostssl all all 127.0.0.1/32 scram-sha-256").build()) {
            server.execute("CREATE ROLE ann LOGIN PASSWORD 'secret'");
            connecting.close(connecting.connect(to(server.port(), SslMode.VERIFY_FULL).build()));
            TestCertificates.Issued another = authority.issue("localhost", "localhost");
            try (TlsInBetween between = new TlsInBetween(another.serverContext(), server.port())) {
                PgException refusal = connecting.refusal(
                        to(between.port(), SslMode.VERIFY_FULL).channelBinding(ChannelBinding.PREFER).build());
                assertThat(refusal.sqlState()).contains("28000");
                assertThat(refusal).hasMessageContaining("channel binding");
                connecting.close(connecting.connect(
                        to(between.port(), SslMode.VERIFY_FULL).channelBinding(ChannelBinding.DISABLE).build()));
            }
        }
    }
}
