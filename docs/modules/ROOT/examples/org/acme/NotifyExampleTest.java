package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class NotifyExampleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Psycopg psycopg;

    @Inject
    PgPool pool;

    @ConfigProperty(name = "quarkus.psycopg.url")
    String url;

    @ConfigProperty(name = "quarkus.psycopg.username")
    String user;

    @ConfigProperty(name = "quarkus.psycopg.password")
    String password;

    @Test
    void ownNotificationIsInTheQueueWhenItsStatementHasEnded() {
        Notification got = new NotifyExample().poll(psycopg, options()).await().atMost(PATIENCE);
        assertThat(got.payload()).isEqualTo("hello");
    }

    private PgConnectOptions options() {
        return PgConnectOptions.parse(url).toBuilder().user(user).password(password).build();
    }

    @Test
    void silenceIsSaid() {
        String said = pool.withConnection(connection -> new NotifyExample().watch(connection).toUni()).await()
                .atMost(PATIENCE);
        assertThat(said).isEqualTo("Timeout");
    }
}
