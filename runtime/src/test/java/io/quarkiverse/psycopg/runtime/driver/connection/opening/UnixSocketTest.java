package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.SslMode;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.vertx.core.VertxOptions;

/** Unix sockets, which need Vert.x's native transport. */
class UnixSocketTest {

    private static PgConnectOptions options(String folder, int port) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(folder, port))).user("postgres").database("postgres")
                .tls(PgTlsOptions.builder().mode(SslMode.REQUIRE).build()).build();
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void beginsASession(PostgresVersion version) {
        try (Connecting connecting = new Connecting(new VertxOptions().setPreferNativeTransport(true))) {
            assumeTrue(connecting.vertx().isNativeTransportEnabled(), "no native transport for this system");
            TestServer server = TestServer.shared(version);
            Session session = connecting.connect(options(server.dataFolder().toString(), server.port()));
            assertThat(Probe.row(session, "SELECT coalesce(inet_client_addr()::text, 'local')")).containsExactly("local");
            connecting.close(session);
        }
    }

    @Test
    void aMissingSocketIsNamed() {
        try (Connecting connecting = new Connecting(new VertxOptions().setPreferNativeTransport(true))) {
            assumeTrue(connecting.vertx().isNativeTransportEnabled(), "no native transport for this system");
            assertThat(connecting.refusal(options("/nowhere", 5432))).isInstanceOf(ConnectionFailedException.class)
                    .hasMessageContaining("/nowhere/.s.PGSQL.5432");
        }
    }

    @Test
    void withoutTheNativeTransportTheErrorSaysWhatToAdd() {
        try (Connecting connecting = new Connecting()) {
            assertThat(connecting.refusal(options("/tmp", 5432))).isInstanceOf(NotSupportedException.class)
                    .hasMessageContaining("netty-transport-native-epoll");
        }
    }
}
