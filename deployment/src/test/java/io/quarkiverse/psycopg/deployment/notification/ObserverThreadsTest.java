package io.quarkiverse.psycopg.deployment.notification;

import static io.quarkiverse.psycopg.deployment.Waiting.PATIENCE;
import static io.quarkiverse.psycopg.deployment.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.deployment.Waiting;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationProbe;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;

/**
 * Where observers of a channel run, by the annotations of Quarkus on them and on their classes. A JVM before 21 has no virtual
 * threads; there {@code @RunOnVirtualThread} means a worker thread, as everywhere in Quarkus.
 */
class ObserverThreadsTest {

    private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Waiting.class, Call.class, Seen.class, Plain.class, BlockingDesk.class,
                            VirtualDesk.class))
            .overrideConfigKey("quarkus.psycopg.devservices.provider", "embedded");

    @Inject
    PgPool pool;

    @Inject
    Seen seen;

    /** Listens behind the observers' own LISTEN: what is sent from now on comes to both. */
    private void send(String channel, int notifications) {
        NotificationProbe.listen(pool, channel, PATIENCE).close();
        pool.execute("SELECT pg_notify(%s, g::text) FROM generate_series(1, %s) g", channel, notifications).await()
                .atMost(PATIENCE);
    }

    @Test
    void methodOrElseItsClassSaysWhere() {
        send("where", 1);
        until("all are called", () -> seen.calls.stream().filter(call -> call.what.startsWith("where ")).count() == 9);
        assertThat(seen.threadsOf("where blocking", "where async", "where class blocking", "where method blocking"))
                .hasSize(4).allMatch(thread -> thread.contains("executor-thread"));
        assertThat(seen.threadsOf("where plain", "where non-blocking", "where async non-blocking")).hasSize(3)
                .allMatch(thread -> thread.contains("eventloop"));
        assertThat(seen.threadsOf("where virtual", "where class virtual")).hasSize(2).allMatch(
                thread -> HAS_VIRTUAL_THREADS ? thread.startsWith("VirtualThread[") : thread.contains("executor-thread"));
        assertThat(seen.calls).as("each event has a context of its own, on whatever thread")
                .allMatch(Call::onDuplicatedContext);
    }

    @Test
    void orderIsKeptAcrossThreads() {
        send("mixed", 40);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            expected.addAll(List.of("mixed virtual " + i, "mixed blocking " + i, "mixed later " + i, "mixed loop " + i));
        }
        until("all are called", () -> seen.of("mixed ").size() >= expected.size());
        assertThat(seen.of("mixed ")).containsExactlyElementsOf(expected);
    }

    /** As for one who reads what may have been missed. */
    @Test
    void observersThatMayBlockAwaitTheDatabase() {
        until("the beginning is told", () -> seen.of("asked ").size() == 2);
        assertThat(seen.of("asked ")).containsExactlyInAnyOrder("asked 1 by blocking", "asked 2 by virtual");
    }

    @Test
    void failureOnAnotherThreadStopsNeitherTheOthersNorWhatFollows() {
        send("failing", 3);
        until("all are called", () -> seen.of("behind ").size() >= 3);
        assertThat(seen.of("behind ")).containsExactly("behind 1", "behind 2", "behind 3");
        assertThat(seen.of("fails ")).containsExactly("fails blocking", "fails virtual", "fails blocking", "fails virtual",
                "fails blocking", "fails virtual");
    }

    record Call(String what, String thread, boolean onDuplicatedContext) {
    }

    @Singleton
    static class Seen {

        final List<Call> calls = new CopyOnWriteArrayList<>();

        void add(String what) {
            calls.add(new Call(what, Thread.currentThread().toString(), VertxContext.isOnDuplicatedContext()));
        }

        List<String> of(String beginning) {
            return calls.stream().map(Call::what).filter(what -> what.startsWith(beginning)).toList();
        }

        List<String> threadsOf(String... whats) {
            return calls.stream().filter(call -> List.of(whats).contains(call.what)).map(Call::thread).toList();
        }
    }

    @ApplicationScoped
    static class Plain {

        @Inject
        Seen seen;

        @Inject
        PgPool pool;

        void plain(@Observes @PgChannel("where") Notification notification) {
            seen.add("where plain");
        }

        @Blocking
        void blocking(@Observes @PgChannel("where") Notification notification) {
            seen.add("where blocking");
        }

        @RunOnVirtualThread
        void virtual(@Observes @PgChannel("where") Notification notification) {
            seen.add("where virtual");
        }

        void async(@ObservesAsync @PgChannel("where") Notification notification) {
            seen.add("where async");
        }

        @NonBlocking
        void asyncNonBlocking(@ObservesAsync @PgChannel("where") Notification notification) {
            seen.add("where async non-blocking");
        }

        @Blocking
        void asksBlocking(@Observes @PgChannel("where") Listening listening) {
            seen.add("asked " + pool.fetchOne("SELECT 1").await().atMost(PATIENCE).getInt(0) + " by blocking");
        }

        @RunOnVirtualThread
        void asksVirtual(@Observes @PgChannel("where") Listening listening) {
            seen.add("asked " + pool.fetchOne("SELECT 2").await().atMost(PATIENCE).getInt(0) + " by virtual");
        }

        @RunOnVirtualThread
        void first(@Observes @Priority(1) @PgChannel("mixed") String text) {
            LockSupport.parkNanos(500_000);
            seen.add("mixed virtual " + text);
        }

        @Blocking
        void second(@Observes @Priority(2) @PgChannel("mixed") String text) {
            LockSupport.parkNanos(500_000);
            seen.add("mixed blocking " + text);
        }

        @Blocking
        Uni<Void> third(@Observes @Priority(3) @PgChannel("mixed") String text) {
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(1))
                    .invoke(() -> seen.add("mixed later " + text));
        }

        void fourth(@Observes @Priority(4) @PgChannel("mixed") String text) {
            seen.add("mixed loop " + text);
        }

        @Blocking
        void failsBlocking(@Observes @Priority(1) @PgChannel("failing") String text) {
            seen.add("fails blocking");
            throw new IllegalStateException("on purpose");
        }

        @RunOnVirtualThread
        void failsVirtual(@Observes @Priority(2) @PgChannel("failing") String text) {
            seen.add("fails virtual");
            throw new IllegalStateException("on purpose");
        }

        void behind(@Observes @Priority(3) @PgChannel("failing") String text) {
            seen.add("behind " + text);
        }
    }

    @Blocking
    @ApplicationScoped
    static class BlockingDesk {

        @Inject
        Seen seen;

        void asItsClass(@Observes @PgChannel("where") Notification notification) {
            seen.add("where class blocking");
        }

        @NonBlocking
        void byItself(@Observes @PgChannel("where") Notification notification) {
            seen.add("where non-blocking");
        }
    }

    @RunOnVirtualThread
    @ApplicationScoped
    static class VirtualDesk {

        @Inject
        Seen seen;

        void asItsClass(@Observes @PgChannel("where") Notification notification) {
            seen.add("where class virtual");
        }

        @Blocking
        void byItself(@Observes @PgChannel("where") Notification notification) {
            seen.add("where method blocking");
        }
    }
}
