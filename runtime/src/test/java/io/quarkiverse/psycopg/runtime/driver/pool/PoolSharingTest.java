package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PoolReset;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * One-shot statements that share a session of the pool: which do, which never do, and that none feels the other.
 * <p>
 * A statement is held on the server by a table lock, so that what was sent behind it cannot end before it. On a pool of one
 * session, a statement that shares is under way, and one that does not is pending.
 */
class PoolSharingTest extends PoolTests {

    private static final String SHORT = "SELECT %s::int AS v";
    private static final int ENOUGH = 2 * StatementProfile.FIRST_RUN;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static TestServer server;

    private PgConnection locker;

    /** A statement of another kind than those that share, for a number that makes its text unique. */
    enum Alone {
        VOLATILE_FUNCTION((pool, n) -> pool.fetchOne("SELECT random(), %s::int /* " + n + " */", n)),
        FUNCTION_OF_THE_APPLICATION((pool, n) -> pool.fetchOne("SELECT my_volatile(), %s::int /* " + n + " */", n)),
        VIEW((pool, n) -> pool.fetchOne("SELECT * FROM a_view WHERE v = %s /* " + n + " */", n)),
        NOT_PREPARED((pool, n) -> pool.fetchOne("SELECT %s::int /* " + NUMBER.incrementAndGet() + " */", n)),
        SIMPLE_PROTOCOL((pool, n) -> pool.execute("SELECT 1")),
        SETTING((pool, n) -> pool.execute("SET application_name = 'shared'")),
        TRANSACTION((pool, n) -> pool.inTransaction(connection -> connection.fetchOne(SHORT, n))),
        CONNECTION((pool, n) -> pool.withConnection(connection -> connection.fetchOne(SHORT, n))),
        STREAM((pool, n) -> pool.stream(SHORT, n).collect().asList()),
        MANY_ENTRIES((pool, n) -> pool.executeMany("INSERT INTO t_stored VALUES (%s)",
                List.of(Args.of(n)))),
        DEADLINE_OF_ITS_OWN((pool, n) -> pool.withTimeout(Duration.ofSeconds(30)).fetchOne(SHORT, n));

        private final Statement statement;

        Alone(Statement statement) {
            this.statement = statement;
        }
    }

    private interface Statement {
        Uni<?> on(PgPool pool, int number);
    }

    @BeforeAll
    static void startServer() {
        server = TestServer.builder().build();
        server.execute("CREATE TABLE t_lock (id int)", "CREATE TABLE t_stored (id int)",
                "CREATE FUNCTION my_volatile() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE VIEW a_view AS SELECT 1 AS v");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connectLocker() {
        locker = await(driver.connect(server.options()));
    }

    @AfterEach
    void closeLocker() {
        await(locker.close());
    }

    private PgPool pool(int size, Function<PgPoolOptions.Builder, PgPoolOptions.Builder> options) {
        return driver.createPool(server.options(),
                options.apply(PgPoolOptions.builder().maxSize(size)).build());
    }

    private PgPool pool(int size) {
        return pool(size, options -> options);
    }

    /** A statement that a table lock can hold; each number makes another statement. */
    private static Uni<Row> held(PgPool pool, int number) {
        return pool.fetchOne("SELECT %s::int AS v, (SELECT count(*) FROM t_lock) /* " + number + " */", number);
    }

    private static Uni<Row> shared(PgPool pool, int value) {
        return pool.fetchOne(SHORT, value);
    }

    /** Runs a statement often, and several at a time, so that all is known of it that can be. */
    private static void makeKnown(int sessions, Function<Integer, Uni<?>> statement) {
        for (int i = 0; i < ENOUGH; i++) {
            await(statement.apply(i));
        }
        for (int burst = 0; burst < 3; burst++) {
            List<CompletableFuture<?>> running = new ArrayList<>();
            for (int i = 0; i < 8 * sessions; i++) {
                running.add(statement.apply(i).subscribeAsCompletionStage());
            }
            running.forEach(one -> await(Uni.createFrom().completionStage(one)));
        }
    }

    private void lock() {
        await(locker.execute("BEGIN; LOCK TABLE t_lock IN ACCESS EXCLUSIVE MODE"));
    }

    private void unlock() {
        await(locker.execute("ROLLBACK"));
    }

    /** What a statement that is under way leaves to do: gone with the lock. */
    private static CompletableFuture<?> started(Uni<?> statement) {
        return statement.subscribeAsCompletionStage();
    }

    /** Whether a statement was sent behind one that the lock holds. */
    private boolean goesBehind(PgPool pool, int number, Uni<?> statement) {
        lock();
        CompletableFuture<?> head = started(held(pool, number));
        CompletableFuture<?> behind = started(statement);
        boolean sent = pool.statistics().pending() == 0;
        unlock();
        await(Uni.createFrom().completionStage(head));
        await(Uni.createFrom().completionStage(behind));
        return sent;
    }

    /** Repeats a round, with statements of its own, until the machine was quick enough for it to tell something. */
    private static void eventually(String what, Function<Integer, Boolean> round) {
        AtomicBoolean told = new AtomicBoolean();
        until(what, () -> told.get() || told.compareAndSet(false, round.apply(NUMBER.incrementAndGet())) && told.get());
    }

    @Test
    void shortKnownStatementsShareASession() {
        PgPool pool = pool(1);
        makeKnown(1, value -> shared(pool, value));
        eventually("one is sent behind another", number -> {
            makeKnown(1, value -> held(pool, number));
            return goesBehind(pool, number, shared(pool, 7));
        });
        Probe.healthy(pool);
    }

    /** Refused while the door stood open: one that may share was let in behind it. */
    @ParameterizedTest
    @EnumSource(Alone.class)
    void otherStatementsHaveASessionToThemselves(Alone kind) {
        PgPool pool = pool(1);
        makeKnown(1, value -> shared(pool, value));
        eventually("the door stands open", number -> {
            makeKnown(1, value -> kind.statement.on(pool, number));
            makeKnown(1, value -> held(pool, number));
            lock();
            CompletableFuture<?> head = started(held(pool, number));
            Cancellable alone = kind.statement.on(pool, number).subscribe().with(done -> {
            });
            int waiting = pool.statistics().pending();
            alone.cancel();
            CompletableFuture<?> behind = started(shared(pool, 7));
            boolean open = pool.statistics().pending() == 0;
            unlock();
            await(Uni.createFrom().completionStage(head));
            await(Uni.createFrom().completionStage(behind));
            assertThat(waiting).as("%s waits for a session", kind).isPositive();
            return open;
        });
        Probe.healthy(pool);
    }

    @Test
    void nothingIsSentBehindAStatementThatWrites() {
        PgPool pool = pool(1);
        makeKnown(1, value -> shared(pool, value));
        makeKnown(1, value -> pool.execute("INSERT INTO t_stored VALUES (%s)", value));
        eventually("the writer is sent behind a reader", number -> {
            makeKnown(1, value -> held(pool, number));
            lock();
            CompletableFuture<?> head = started(held(pool, number));
            CompletableFuture<?> writer = started(pool.execute("INSERT INTO t_stored VALUES (%s)", number));
            boolean sent = pool.statistics().pending() == 0;
            CompletableFuture<?> behind = started(shared(pool, 7));
            int waiting = pool.statistics().pending();
            unlock();
            List.of(head, writer, behind).forEach(one -> await(Uni.createFrom().completionStage(one)));
            assertThat(waiting).as("the next one waits for a session").isPositive();
            return sent;
        });
    }

    @Test
    void statementThatWasNeverSeenHoldsNobodyBack() {
        PgPool pool = pool(2);
        makeKnown(2, value -> shared(pool, value));
        lock();
        CompletableFuture<?> unknown = started(held(pool, NUMBER.incrementAndGet()));
        makeKnown(2, value -> shared(pool, value));
        assertThat(unknown).as("it is held all the while").isNotDone();
        unlock();
        await(Uni.createFrom().completionStage(unknown));
    }

    @Test
    void statementThatIsUsuallySlowHoldsNobodyBack() {
        PgPool pool = pool(1);
        makeKnown(1, value -> shared(pool, value));
        String slow = "SELECT count(*), (SELECT count(*) FROM t_lock) FROM generate_series(1, %s) /* slow */";
        for (int i = 0; i < ENOUGH; i++) {
            await(pool.fetchOne(slow, 400_000));
        }
        for (int i = 0; i < 5; i++) {
            lock();
            CompletableFuture<?> head = started(pool.fetchOne(slow, 1));
            CompletableFuture<?> behind = started(shared(pool, 7));
            assertThat(pool.statistics().pending()).isPositive();
            unlock();
            await(Uni.createFrom().completionStage(head));
            await(Uni.createFrom().completionStage(behind));
        }
    }

    @Test
    void shortStatementThatIsHeldThisTimeGetsNobodyElseBehindIt() {
        PgPool pool = pool(2);
        int number = NUMBER.incrementAndGet();
        makeKnown(2, value -> shared(pool, value));
        makeKnown(2, value -> held(pool, number));
        lock();
        CompletableFuture<?> held = started(held(pool, number));
        until("it waits for the lock", () -> await(locker.fetchOne(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 't_lock'::regclass")).getLong(0) == 1);
        long since = System.nanoTime();
        until("longer than a short one", () -> System.nanoTime() - since > 2 * StatementProfile.SHORT_NANOS);
        makeKnown(2, value -> shared(pool, value));
        assertThat(held).as("it is held all the while").isNotDone();
        unlock();
        await(Uni.createFrom().completionStage(held));
    }

    @Test
    void sharingCanBeSwitchedOff() {
        for (PgPool pool : List.of(pool(1, options -> options.sharing(false)),
                pool(1, options -> options.reset(PoolReset.ALWAYS)))) {
            makeKnown(1, value -> shared(pool, value));
            for (int i = 0; i < 5; i++) {
                int number = NUMBER.incrementAndGet();
                makeKnown(1, value -> held(pool, number));
                assertThat(goesBehind(pool, number, shared(pool, 7))).isFalse();
            }
        }
    }

    @Test
    void borrowerIsNotKeptWaitingByThoseWhoShare() {
        PgPool pool = pool(1);
        makeKnown(1, value -> shared(pool, value));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger running = new AtomicInteger(16);
        for (int i = 0; i < 16; i++) {
            repeat(pool, stop, running);
        }
        for (int i = 0; i < 50; i++) {
            PgConnection connection = await(pool.acquire());
            assertThat(connection.isExecuting()).as("it is alone on its connection").isFalse();
            await(connection.close());
        }
        stop.set(true);
        until("all have ended", () -> running.get() == 0);
        Probe.healthy(pool);
    }

    private static void repeat(PgPool pool, AtomicBoolean stop, AtomicInteger running) {
        if (stop.get()) {
            running.decrementAndGet();
            return;
        }
        shared(pool, 1).subscribe().with(row -> repeat(pool, stop, running), failure -> running.decrementAndGet());
    }

    /** Errors, cancels and results of many callers at once: each gets his own. */
    @ParameterizedTest
    @ValueSource(ints = { 2, 3 * SharingLimit.FIRST })
    void nobodyFeelsAnothersErrorOrCancel(int sessions) throws InterruptedException {
        PgPool pool = pool(sessions);
        makeKnown(sessions, value -> shared(pool, value));
        makeKnown(sessions, value -> pool.fetchOne("SELECT 100 / %s::int AS v", 1 + value));
        Random random = new Random(Probe.seed(getClass()));
        int rounds = Probe.rounds("shared", 5_000);
        int inFlight = 16 * sessions;
        Semaphore places = new Semaphore(inFlight);
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        AtomicInteger errors = new AtomicInteger();
        int expectedErrors = 0;
        for (int i = 0; i < rounds; i++) {
            assertThat(places.tryAcquire(30, TimeUnit.SECONDS)).as("operation %d was answered", i).isTrue();
            int value = i;
            int kind = random.nextInt(10);
            AtomicBoolean once = new AtomicBoolean();
            if (kind == 0) {
                expectedErrors++;
                pool.fetchOne("SELECT 100 / %s::int AS v", 0).subscribe().with(
                        row -> wrong.set(new AssertionError("no error")), failure -> {
                            check(wrong, () -> assertThat(((PgException) failure).sqlState()).contains("22012"));
                            errors.incrementAndGet();
                            places.release();
                        });
                continue;
            }
            Cancellable running = shared(pool, value).subscribe().with(row -> {
                check(wrong, () -> assertThat(row.getInt("v")).isEqualTo(value));
                if (once.compareAndSet(false, true)) {
                    places.release();
                }
            }, failure -> wrong.set(failure));
            if (kind == 1) {
                running.cancel();
                if (once.compareAndSet(false, true)) {
                    places.release();
                }
            }
        }
        assertThat(places.tryAcquire(inFlight, 30, TimeUnit.SECONDS)).as("no operation is unanswered").isTrue();
        assertThat(wrong.get()).isNull();
        assertThat(errors).hasValue(expectedErrors);
        Probe.healthy(pool);
        assertThat(pool.statistics().closed()).as("no connection had to be given up").isZero();
        assertThat(pool.statistics().created()).isLessThanOrEqualTo(sessions);
    }

    private static void check(AtomicReference<Throwable> wrong, Runnable assertion) {
        try {
            assertion.run();
        } catch (RuntimeException | AssertionError e) {
            wrong.compareAndSet(null, e);
        }
    }

    @Test
    void expiredStatementIsToldInTimeAndTheOneBehindItIsNotHit() {
        PgPool pool = driver.createPool(server.options().toBuilder()
                .queryTimeout(Duration.ofMillis(1_000)).build(), PgPoolOptions.builder().maxSize(1).build());
        makeKnown(1, value -> shared(pool, value));
        eventually("one is sent behind another", number -> {
            makeKnown(1, value -> held(pool, number));
            lock();
            CompletableFuture<?> head = started(held(pool, number));
            CompletableFuture<Row> behind = shared(pool, 7).subscribeAsCompletionStage();
            boolean sent = pool.statistics().pending() == 0;
            assertThatThrownBy(() -> await(Uni.createFrom().completionStage(head))).isInstanceOf(PgException.class);
            unlock();
            try {
                assertThat(await(Uni.createFrom().completionStage(behind)).getInt(0)).isEqualTo(7);
            } catch (PgException late) {
                assertThat(late).isInstanceOf(QueryTimeoutException.class);
            }
            return sent;
        });
        until("the pool recovers", () -> {
            try {
                return await(shared(pool, 8)).getInt(0) == 8;
            } catch (PgException e) {
                return false;
            }
        });
    }
}
