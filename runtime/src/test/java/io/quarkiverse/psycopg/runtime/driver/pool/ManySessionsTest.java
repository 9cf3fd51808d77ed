package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;

/**
 * A pool of more sessions than short statements use: these share a few, and whatever else there is gets the others.
 * <p>
 * A statement is held on the server by a table lock: what waits for the lock has a session to itself or is the first on one.
 */
class ManySessionsTest {

    private static final int SESSIONS = 40;
    private static final String SHORT = "SELECT %s::int AS v";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static TestServer server;

    private Vertx vertx;
    private PsycopgDriver driver;
    private PgConnection locker;
    private PgPool pool;

    @BeforeAll
    static void startServer() {
        server = TestServer.builder().build();
        server.execute("CREATE TABLE t_lock (id int)", "CREATE TABLE t_stored (id int)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
        locker = await(driver.connect(PgConnectOptions.parse(server.connectionString())));
        pool = driver.createPool(PgConnectOptions.parse(server.connectionString()),
                PgPoolOptions.builder().maxSize(SESSIONS).build());
    }

    @AfterEach
    void stop() {
        await(locker.close());
        await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Uni<Row> shared(int value) {
        return pool.fetchOne(SHORT, value);
    }

    /** A statement that the lock can hold; each number makes another statement. */
    private Uni<Row> held(int number) {
        return pool.fetchOne("SELECT %s::int AS v, (SELECT count(*) FROM t_lock) /* " + number + " */", number);
    }

    private static List<CompletableFuture<?>> started(int times, Function<Integer, Uni<?>> statement) {
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            running.add(statement.apply(i).subscribeAsCompletionStage());
        }
        return running;
    }

    private static void awaitAll(List<CompletableFuture<?>> running) {
        running.forEach(one -> await(Uni.createFrom().completionStage(one)));
    }

    /** Runs a statement by one caller, then by many, so that all is known of it that can be. */
    private static void makeKnown(Function<Integer, Uni<?>> statement) {
        for (int i = 0; i < 2 * StatementProfile.FIRST_RUN; i++) {
            await(statement.apply(i));
        }
        for (int burst = 0; burst < 3; burst++) {
            awaitAll(started(8 * SharingLimit.FIRST, statement));
        }
    }

    private void lock() {
        await(locker.execute("BEGIN; LOCK TABLE t_lock IN ACCESS EXCLUSIVE MODE"));
    }

    private void unlock() {
        await(locker.execute("ROLLBACK"));
    }

    private long waitingForTheLock() {
        return await(locker.fetchOne(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 't_lock'::regclass")).getLong(0);
    }

    /** Repeated until the machine was quick enough for a round to tell something. */
    @Test
    void shortStatementsShareAFewSessionsWhereThereAreMore() {
        makeKnown(this::shared);
        until("one is sent behind another, with sessions left", () -> {
            int number = NUMBER.incrementAndGet();
            makeKnown(value -> held(number));
            lock();
            List<CompletableFuture<?>> running = started(SharingLimit.FIRST, value -> held(number));
            running.addAll(started(1, this::shared));
            boolean sent = pool.statistics().pending() == 0
                    && pool.statistics().inUse() + pool.statistics().connecting() <= SharingLimit.FIRST;
            unlock();
            awaitAll(running);
            return sent;
        });
        Probe.healthy(pool);
    }

    @Test
    void statementThatWasNeverSeenGetsAllSessions() {
        int number = NUMBER.incrementAndGet();
        lock();
        List<CompletableFuture<?>> running = started(SESSIONS, value -> held(number));
        until("each has a session", () -> waitingForTheLock() == SESSIONS);
        unlock();
        awaitAll(running);
        Probe.healthy(pool);
    }

    @Test
    void shortStatementsThatAreAllHeldThisTimeKeepNobodyWaiting() {
        int number = NUMBER.incrementAndGet();
        makeKnown(this::shared);
        makeKnown(value -> held(number));
        lock();
        List<CompletableFuture<?>> running = started(SESSIONS - 10, value -> held(number));
        until("nobody waits for a session", () -> pool.statistics().pending() == 0);
        long since = System.nanoTime();
        until("longer than a short one", () -> System.nanoTime() - since > 2 * StatementProfile.SHORT_NANOS);
        // There are ten sessions more than can be held.
        awaitAll(started(1_000, this::shared));
        assertThat(running).as("they are held all the while").noneMatch(CompletableFuture::isDone);
        unlock();
        awaitAll(running);
        Probe.healthy(pool);
    }

    @Test
    void borrowersAndWritersDoNotWaitBehindThoseForWhomFewWillDo() {
        int number = NUMBER.incrementAndGet();
        makeKnown(value -> held(number));
        lock();
        List<CompletableFuture<?>> running = started(SESSIONS - 10, value -> held(number));
        PgConnection connection = await(pool.acquire());
        await(pool.execute("INSERT INTO t_stored VALUES (%s)", 1));
        await(connection.execute("INSERT INTO t_stored VALUES (%s)", 2));
        await(connection.close());
        assertThat(running).as("they are held all the while").noneMatch(CompletableFuture::isDone);
        unlock();
        awaitAll(running);
        Probe.healthy(pool);
    }

    /**
     * The only statement there is, slow for itself and not for the others: were one behind another, it would not be waiting.
     */
    @Test
    void slowStatementIsNotSharedThoughAllThatIsUnderWayIsAsSlow() {
        String slow = "SELECT count(*), (SELECT count(*) FROM t_lock) FROM generate_series(1, %s)";
        awaitAll(started(4 * StatementProfile.FIRST_RUN, value -> pool.fetchOne(slow, 300_000)));
        lock();
        List<CompletableFuture<?>> running = started(SESSIONS, value -> pool.fetchOne(slow, 1));
        until("each has a session", () -> waitingForTheLock() == SESSIONS);
        unlock();
        awaitAll(running);
        Probe.healthy(pool);
    }

    /** Fast for nearly all of its arguments, and so known as short; for one it runs until it is cancelled. */
    @Test
    void statementThatIsSlowForSomeArgumentsHoldsNobodyBackOnceItTakesLong() {
        Function<Integer, Uni<?>> counted = rows -> pool.fetchOne("SELECT sum(1) FROM (SELECT generate_series(1, %s)) s", rows);
        makeKnown(value -> counted.apply(1));
        List<Cancellable> endless = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            endless.add(counted.apply(Integer.MAX_VALUE).subscribe().with(done -> ended.incrementAndGet(),
                    failure -> ended.incrementAndGet()));
        }
        until("they take long", () -> await(locker.fetchOne("SELECT count(*) FROM pg_stat_activity"
                + " WHERE state = 'active' AND query LIKE 'SELECT sum(1)%%' AND clock_timestamp() - query_start > interval '50 ms'"))
                .getLong(0) > 0);
        for (int burst = 0; burst < 3; burst++) {
            awaitAll(started(8 * SharingLimit.FIRST, value -> counted.apply(1)));
        }
        assertThat(ended).as("they run all the while").hasValue(0);
        endless.forEach(Cancellable::cancel);
        Probe.healthy(pool);
    }
}
