package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Cancels at random moments lose no slot and hit no other query. The long form:
 * {@code -Dpsycopg.test.acquires=1000000 -Dpsycopg.test.races=100000 -Dpsycopg.test.lanes=150}.
 */
class PoolCancelTest extends PoolTests {

    /** Lanes of the races whose cancels are delayed: a server of the tests has room for 190. */
    private static final int LANES = Probe.rounds("lanes", 40);

    private PgPool pool(String dsn, int size) {
        // a cancel that is not taken in time ends its connection, which a busy machine must not bring about
        return driver.createPool(PgConnectOptions.parse(dsn).toBuilder().connectTimeout(Duration.ofSeconds(25)).build(),
                PgPoolOptions.builder().maxSize(size).acquireTimeout(Duration.ofSeconds(30)).build());
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void randomCancelsLeaveEverySlotInPlace(PostgresVersion version) throws InterruptedException {
        PgPool pool = pool(TestServer.shared(version).connectionString(), 8);
        Random random = new Random(Probe.seed(getClass()));
        int rounds = Probe.rounds("acquires", 10_000);
        Semaphore inFlight = new Semaphore(64);
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < rounds; i++) {
            assertThat(inFlight.tryAcquire(30, TimeUnit.SECONDS)).as("operation %d was answered", i).isTrue();
            AtomicInteger once = new AtomicInteger();
            Cancellable running = work(pool, random).subscribe().with(item -> end(once, inFlight, ended), failure -> {
                failed.incrementAndGet();
                end(once, inFlight, ended);
            });
            if (random.nextInt(10) == 0) {
                cancelSometime(random, () -> {
                    running.cancel();
                    if (once.compareAndSet(0, 1)) {
                        cancelled.incrementAndGet();
                        inFlight.release();
                    }
                });
            }
        }
        assertThat(inFlight.tryAcquire(64, 60, TimeUnit.SECONDS)).as("no operation is unanswered").isTrue();
        assertThat(failed).hasValue(0);
        assertThat(ended.get() + cancelled.get()).isEqualTo(rounds);
        Probe.healthy(pool);
    }

    private static void end(AtomicInteger once, Semaphore inFlight, AtomicInteger ended) {
        if (once.compareAndSet(0, 1)) {
            ended.incrementAndGet();
            inFlight.release();
        }
    }

    private void cancelSometime(Random random, Runnable cancel) {
        int when = random.nextInt(4);
        if (when == 0) {
            cancel.run();
        } else if (when == 1) {
            vertx.runOnContext(ignored -> cancel.run());
        } else {
            vertx.setTimer(1 + random.nextInt(5), timer -> cancel.run());
        }
    }

    private static Uni<?> work(PgPool pool, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> pool.fetchOne("SELECT 1");
            case 1 -> pool.withConnection(connection -> connection.fetchOne("SELECT %s::int", 2));
            case 2 -> pool.inTransaction(connection -> connection.fetchOne("SELECT 3"));
            case 3 -> pool.stream("SELECT g FROM generate_series(1, 200) g").select().first(3).collect().asList();
            default -> pool.fetchOne("SELECT pg_sleep(0.001)");
        };
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void cancelNeverHitsTheNextQuery(PostgresVersion version) throws Exception {
        raceSideBySide(version + ", cancels at once", TestServer.shared(version).connectionString(), 8);
    }

    /** Many side by side, because a race takes as long as its cancel. */
    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void delayedCancelNeverHitsTheNextQuery(PostgresVersion version) throws Exception {
        try (FaultProxy proxy = FaultProxy.to(TestServer.shared(version)).delayCancels(Duration.ofMillis(200))) {
            raceSideBySide(version + ", cancels delayed by 200 ms", "postgresql://" + TestServer.USER + "@" + proxy.host() + ":"
                    + proxy.port() + "/" + TestServer.DATABASE, LANES);
            assertThat(proxy.cancels()).as("requests to cancel").isPositive();
            System.out.printf("PoolCancelTest on %s: %d cancel requests%n", version, proxy.cancels());
        }
    }

    /** Each lane has a connection of its own, and cancels against its next query. */
    private void raceSideBySide(String what, String dsn, int lanes) throws Exception {
        int races = Probe.rounds("races", 1_000);
        long seed = Probe.seed(getClass());
        long begin = System.nanoTime();
        ExecutorService racers = Executors.newFixedThreadPool(lanes);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < lanes; i++) {
                PgPool pool = pool(dsn, 1);
                // on this thread: context propagation outside of Quarkus cannot be begun by two threads at once
                await(pool.fetchOne("SELECT 1"));
                Random random = new Random(seed + i);
                int share = races / lanes + (i < races % lanes ? 1 : 0);
                all.add(racers.submit(() -> race(pool, share, random)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            racers.shutdownNow();
        }
        System.out.printf("PoolCancelTest on %s: %d races on %d connections, no wrong hit, %d s%n", what, races, lanes,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }

    /** A cancel request that was sent, and that nobody has acknowledged, may still arrive at any time. */
    @Test
    void connectionIsGivenUpWhoseCancelDidNotSettle() {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18()).delayCancels(Duration.ofMinutes(2))) {
            PgPool pool = driver.createPool(
                    PgConnectOptions.parse("postgresql://" + TestServer.USER + "@" + proxy.host() + ":" + proxy.port() + "/"
                            + TestServer.DATABASE).toBuilder().connectTimeout(Duration.ofSeconds(2)).build(),
                    PgPoolOptions.builder().maxSize(1).build());
            int first = await(pool.fetchOne("SELECT pg_backend_pid()")).getInt(0);
            PgPool watcher = pool(TestServer.v18().connectionString(), 1);
            Cancellable slow = pool.fetchOne("SELECT pg_sleep(5)").subscribe().with(row -> {
            });
            until("the server runs it", () -> await(watcher.fetchOne(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = %s", first)).getLong(0) == 1);
            slow.cancel();
            assertThat(await(pool.fetchOne("SELECT pg_backend_pid()").onFailure().retry().atMost(1)).getInt(0))
                    .as("nothing is sent behind a cancel that may still arrive").isNotEqualTo(first);
            Probe.healthy(pool);
        }
    }

    private static void race(PgPool pool, int rounds, Random random) {
        for (int i = 0; i < rounds; i++) {
            Cancellable slow = pool.fetchOne("SELECT pg_sleep(0.002)").subscribe().with(row -> {
            }, failure -> {
            });
            LockSupport.parkNanos(random.nextInt(3_000_000));
            slow.cancel();
            assertThat(await(pool.fetchOne("SELECT pg_sleep(0.001), %s::int AS i", i)
                    .onFailure(PoolCancelTest::wasNotSent).retry().atMost(3)).getInt("i")).as("round %d", i).isEqualTo(i);
        }
        // a cancel that takes seconds ends its connection: only a machine that stands still for so long brings that about
        assertThat(pool.statistics().created()).as("connections of %d races", rounds).isLessThanOrEqualTo(2 + rounds / 10);
    }

    private static boolean wasNotSent(Throwable failure) {
        return failure instanceof ConnectionLostException lost && lost.outcome().equals(Optional.of(Outcome.NOT_SENT));
    }
}
