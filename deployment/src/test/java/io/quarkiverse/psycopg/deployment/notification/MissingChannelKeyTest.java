package io.quarkiverse.psycopg.deployment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.test.QuarkusUnitTest;

class MissingChannelKeyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClasses(Desk.class))
            .overrideConfigKey("quarkus.psycopg.url", "postgresql://db.invalid/shop")
            .assertException(failure -> assertThat(failure).hasMessage("@PgChannel(\"${shop.missing}\") needs a"
                    + " value of the configuration key shop.missing: set it, or give a default as in ${shop.missing:name}"));

    @Test
    void theApplicationDoesNotStart() {
        throw new AssertionError("the application must not start");
    }

    @Singleton
    static class Desk {

        void seen(@Observes @PgChannel("${shop.missing}") Notification notification) {
        }
    }
}
