package io.quarkiverse.psycopg.deployment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.test.QuarkusUnitTest;

class PooledListenerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClasses(Desk.class))
            .overrideConfigKey("quarkus.psycopg.url", "postgresql://pooler.invalid/shop")
            .overrideConfigKey("quarkus.psycopg.pooler", "transaction")
            .assertException(failure -> assertThat(failure).hasMessage("The application listens to notifications of"
                    + " the default database, which is behind a pooler in transaction mode (quarkus.psycopg.pooler=transaction)"
                    + " that passes none on: set quarkus.psycopg.listener.url to the server's own address"));

    @Test
    void theApplicationDoesNotStart() {
        throw new AssertionError("the application must not start");
    }

    @Singleton
    static class Desk {

        void seen(@Observes @PgChannel("c") Notification notification) {
        }
    }
}
