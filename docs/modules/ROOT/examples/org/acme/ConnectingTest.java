package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgPool;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ConnectingTest {

    @Inject
    Connecting connecting;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @ConfigProperty(name = "quarkus.psycopg.username")
    String user;

    @ConfigProperty(name = "quarkus.psycopg.password")
    String password;

    @Test
    void connectionByCode() {
        assertThat(connecting.version(dsn()).await().indefinitely()).startsWith("PostgreSQL");
    }

    @Test
    void poolByCode() {
        PgPool pool = connecting.reporting(dsn());
        try {
            assertThat(pool.fetchOne("SELECT current_setting('application_name')").await().indefinitely().getString(0))
                    .isEqualTo("reporting");
        } finally {
            pool.close().await().indefinitely();
        }
    }

    private String dsn() {
        return url + "?user=" + user + "&password=" + password;
    }
}
