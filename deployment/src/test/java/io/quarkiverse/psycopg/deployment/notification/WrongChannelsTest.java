package io.quarkiverse.psycopg.deployment.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;

/** Every error about channels that the build finds, each with its whole message. */
class WrongChannelsTest {

    private static final String WHAT = ", which no payload can be: observe Notification, String, Json, byte[]"
            + " (sent as base64), a class of the application (sent as JSON), NotificationGap, Listening or"
            + " UndecodableNotification";
    private static final String JSON = ", which is sent as JSON, and there is nothing that reads JSON: add the extension"
            + " quarkus-jackson or quarkus-jsonb, or provide a bean of JsonMapper";
    private static final String OUTER = "io.quarkiverse.psycopg.deployment.notification.WrongChannelsTest$";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Wrong.class, Order.class, SpecialOrder.class))
            .assertException(failure -> {
                List<String> said = new ArrayList<>();
                for (Throwable t = failure; t != null; t = t.getCause()) {
                    Arrays.stream(t.getSuppressed()).forEach(s -> said.add(s.getMessage()));
                }
                assertThat(said).containsExactlyInAnyOrder(
                        observer("hidden", "c") + "is private: the driver calls it without reflection, make it"
                                + " package-private",
                        observer("during", "c") + "observes during AFTER_SUCCESS: a notification has no transaction of the"
                                + " application's, leave 'during' out",
                        observer("metadata", "c") + "asks for EventMetadata: a notification has none, take what it carries"
                                + " itself",
                        observer("object", "c") + "observes java.lang.Object" + WHAT,
                        observer("wildcard", "c") + "observes java.util.List<?>" + WHAT,
                        observer("number", "c") + "observes java.lang.Integer" + WHAT,
                        observer("array", "c") + "observes java.lang.String[]" + WHAT,
                        observer("tooLong", "ä".repeat(32)) + "names a channel that has 64 bytes of UTF-8: PostgreSQL's names"
                                + " have at most 63",
                        observer("empty", "") + "names a channel that is empty: a channel's name has at least one character",
                        observer("nul", "a\0b") + "names a channel that is no name: expected text without NUL (0x00)"
                                + " characters in an identifier, got one at character 2: PostgreSQL cannot store it in text;"
                                + " send bytes as bytea",
                        observer("qualified", "c") + "has the qualifier @PgDatabase too, which no notification has: leave it"
                                + " out; the database is a member of @PgChannel",
                        observer("either", "c") + "is @NonBlocking, and @Blocking or @RunOnVirtualThread too: leave one out",
                        observer("virtual", "c") + "is @NonBlocking, and @Blocking or @RunOnVirtualThread too: leave one out",
                        "observer WrongChannelsTest$Wrong.elsewhere() of @PgChannel(value = \"c\", database = \"nowhere\")"
                                + " names a database that is not configured: set quarkus.psycopg.\"nowhere\".url, or in dev and"
                                + " test mode quarkus.psycopg.\"nowhere\".devservices.enabled=true",
                        observer("order", "c") + "observes " + OUTER + "Order" + JSON,
                        observer("special", "c") + "observes " + OUTER + "SpecialOrder" + JSON,
                        observer("special", "c") + "observes " + OUTER + "SpecialOrder, a subtype of " + OUTER
                                + "Order, which WrongChannelsTest$Wrong.order() observes: a payload is one of them, use two"
                                + " channels or one class",
                        "injection point " + OUTER + "Wrong#stream of @PgChannel(\"\") names a channel that is empty: a"
                                + " channel's name has at least one character");
            });

    private static String observer(String method, String channel) {
        return "observer WrongChannelsTest$Wrong." + method + "() of @PgChannel(\"" + channel + "\") ";
    }

    @Test
    void theBuildFailsWithAllOfThem() {
        throw new AssertionError("the application must not start");
    }

    static class Order {
    }

    static class SpecialOrder extends Order {
    }

    @Singleton
    static class Wrong {

        @Inject
        @PgChannel("")
        Multi<Notification> stream;

        private void hidden(@Observes @PgChannel("c") Notification n) {
        }

        void during(@Observes(during = TransactionPhase.AFTER_SUCCESS) @PgChannel("c") Notification n) {
        }

        void metadata(@Observes @PgChannel("c") Notification n, EventMetadata metadata) {
        }

        void object(@Observes @PgChannel("c") Object any) {
        }

        void wildcard(@Observes @PgChannel("c") List<?> any) {
        }

        void number(@Observes @PgChannel("c") Integer number) {
        }

        void array(@Observes @PgChannel("c") String[] texts) {
        }

        void tooLong(@Observes @PgChannel("ääääääääääääääääääääääääääääääää") Notification n) {
        }

        void empty(@Observes @PgChannel("") Notification n) {
        }

        void nul(@Observes @PgChannel("a\0b") Notification n) {
        }

        void qualified(@Observes @PgChannel("c") @PgDatabase("x") Notification n) {
        }

        @Blocking
        @NonBlocking
        void either(@Observes @PgChannel("c") Notification n) {
        }

        @NonBlocking
        @RunOnVirtualThread
        void virtual(@Observes @PgChannel("c") Notification n) {
        }

        void elsewhere(@Observes @PgChannel(value = "c", database = "nowhere") Notification n) {
        }

        void order(@Observes @PgChannel("c") Order order) {
        }

        void special(@Observes @PgChannel("c") SpecialOrder order) {
        }
    }
}
