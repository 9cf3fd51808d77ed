package io.quarkiverse.psycopg.deployment.notification;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.NotificationProbe;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;

/** An observer that does not keep up; and a database that nobody observes. */
class SlowObserverTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Waiting.class, Desk.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded")
            .overrideConfigKey("quarkus.psycopg.listener.buffer-size", "100")
            .overrideConfigKey("quarkus.psycopg.\"unobserved\".devservices.provider", "embedded");

    @Inject
    PgPool pool;

    @Inject
    @PgDatabase("unobserved")
    PgPool unobserved;

    @Inject
    Desk desk;

    @Test
    void oldestAreDroppedAndItsGapStandsInTheirPlace() {
        NotificationProbe.listen(pool, "slow", PATIENCE).close();
        pool.notify("slow", "1").await().atMost(PATIENCE);
        until("it is at the first", () -> desk.seen.contains("begins 1"));
        pool.execute("SELECT pg_notify('slow', g::text) FROM generate_series(2, 300) g").await().atMost(PATIENCE);
        until("199 are dropped", () -> pool.listenerStatistics().dropped() == 199);
        assertThat(pool.listenerStatistics().buffered()).isEqualTo(100);
        assertThat(pool.listenerStatistics().fill()).isEqualTo(1);
        pool.notify("quick", "x").await().atMost(PATIENCE);
        until("other channels go on", () -> desk.seen.contains("quick x"));
        desk.go.countDown();
        List<String> expected = new ArrayList<>(List.of("begins 1", "quick x", "ends 1", "gap OVERFLOW"));
        for (int i = 201; i <= 300; i++) {
            expected.addAll(List.of("begins " + i, "ends " + i));
        }
        until("the rest has come", () -> desk.seen.size() >= expected.size());
        assertThat(desk.seen).containsExactlyElementsOf(expected);
    }

    @Test
    void databaseThatNobodyObservesHasNoListener() {
        assertThat(unobserved.fetchOne("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                + " AND datname = current_database()").await().atMost(PATIENCE).getLong(0)).isZero();
        assertThat(unobserved.listenerStatistics()).isEqualTo(ListenerStatistics.NONE);
    }

    @Singleton
    static class Desk {

        final List<String> seen = new CopyOnWriteArrayList<>();
        final CountDownLatch go = new CountDownLatch(1);

        @Blocking
        void slow(@Observes @PgChannel("slow") String text) throws InterruptedException {
            seen.add("begins " + text);
            if (!go.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let it go on");
            }
            seen.add("ends " + text);
        }

        void gap(@Observes @PgChannel("slow") NotificationGap gap) {
            seen.add("gap " + gap.reason());
        }

        void quick(@Observes @PgChannel("quick") String text) {
            seen.add("quick " + text);
        }
    }
}
