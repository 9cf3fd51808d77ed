package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.AuthMethod;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** Connecting to real servers without TLS. */
class ConnectorTest {

    private static Connecting connecting;

    @BeforeAll
    static void open() {
        connecting = new Connecting();
    }

    @AfterAll
    static void close() {
        connecting.close();
    }

    private static PgConnectOptions.Builder to(TestServer server) {
        return PgConnectOptions.builder().hosts(List.of(new HostSpec(server.host(), server.port()))).user("postgres")
                .database("postgres");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void beginsASession(PostgresVersion version) {
        Session session = connecting.connect(to(TestServer.shared(version)).applicationName("connector-test").build());
        assertThat(session.backendPid()).isPositive();
        assertThat(session.parameter("application_name")).isEqualTo("connector-test");
        assertThat(session.parameter("client_encoding")).isEqualTo("UTF8");
        connecting.close(session);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void logsInByScramAndMd5(PostgresVersion version) {
        try (TestServer server = TestServer.builder().version(version)
                .hba("host all postgres 127.0.0.1/32 trust", "host all ann 127.0.0.1/32 scram-sha-256",
                        "host all bob 127.0.0.1/32 md5", "host all carl 127.0.0.1/32 password")
                .build()) {
            server.execute("SET password_encryption = 'scram-sha-256'", "CREATE ROLE ann LOGIN PASSWORD 'pässwörd'",
                    "CREATE ROLE carl LOGIN PASSWORD 'secret of carl'", "SET password_encryption = 'md5'",
                    "CREATE ROLE bob LOGIN PASSWORD 'secret of bob'");
            connecting.close(connecting.connect(to(server).user("ann").password("pässwörd").build()));
            connecting.close(connecting.connect(
                    to(server).user("bob").password("secret of bob").requireAuth(Set.of(AuthMethod.MD5)).build()));
            connecting.close(connecting.connect(
                    to(server).user("carl").password("secret of carl").requireAuth(Set.of(AuthMethod.PASSWORD)).build()));
        }
    }
}
