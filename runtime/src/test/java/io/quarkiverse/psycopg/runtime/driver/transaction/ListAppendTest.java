package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgTransactions;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.transaction.ListAppendHistory.Attempt;
import io.quarkiverse.psycopg.runtime.driver.transaction.ListAppendHistory.Fate;
import io.quarkiverse.psycopg.testsupport.Fault.Effect;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/**
 * Twenty callers run serializable transactions while connections are cut and server processes are killed at random: what is
 * reported committed is there, what is reported rolled back is not, and there is a serial order.
 * <p>
 * The long form: {@code -Dpsycopg.test.list-append.seconds=600}.
 */
class ListAppendTest {

    private static final int CALLERS = 20;
    private static final int LISTS = 12;
    private static final String NAME = "list-append";

    /** The list, the transaction and the isolation level of a statement, as the server knows them. */
    private static final String WHERE_IT_RAN = "k, pg_current_xact_id()::text::int8, current_setting('transaction_isolation')";
    private final long seconds = Long.getLong("psycopg.test.list-append.seconds", 2);
    private final long seed = Long.getLong("psycopg.test.seed", System.nanoTime());
    private final ListAppendHistory history = new ListAppendHistory();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean over;

    @Test
    void reportedFatesAreTrueAndThereIsASerialOrder() throws InterruptedException {
        System.out.println("ListAppendTest seed: " + seed + " (-Dpsycopg.test.seed=" + seed + "), " + seconds + " s");
        TestServer.v18().execute("DROP TABLE IF EXISTS lists", "CREATE TABLE lists (k int PRIMARY KEY, v int[] NOT NULL)",
                "INSERT INTO lists SELECT k, '{}' FROM generate_series(0, " + (LISTS - 1) + ") k");
        AtomicReference<Throwable> broken = new AtomicReference<>();
        try (Sessions sessions = new Sessions(TestServer.v18()); FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = sessions.pool(CALLERS / 2, sessions.options().host(proxy.host(), proxy.port()).options("")
                    .applicationName(NAME).queryTimeout(Duration.ofSeconds(30)).build());
            // context propagation, which Mutiny finds on the class path, must not be initialized by several threads at once
            await(pool.retrying(RetryPolicy.defaults()).inTransaction(c -> c.fetchOne("SELECT 1")));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Random random = new Random(seed + i);
                threads.add(new Thread(() -> call(pool, random), "caller-" + i));
            }
            threads.add(new Thread(() -> disturb(sessions, proxy, new Random(seed - 1)), "faults"));
            threads.forEach(thread -> {
                thread.setUncaughtExceptionHandler((t, e) -> broken.compareAndSet(null, e));
                thread.start();
            });
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < end
                    || history.count(Fate.COMMITTED) == 0 && System.nanoTime() < end + LIMIT.toNanos()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            over = true;
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(60));
                assertThat(thread.isAlive()).as("%s has ended", thread.getName()).isFalse();
            }
            assertThat(broken.get()).isNull();
            until("no transaction is left", () -> sessions.count(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + NAME + "' AND state <> 'idle'") == 0);
            Map<Integer, List<Integer>> lists = new TreeMap<>();
            await(sessions.connect().fetchAll("SELECT k, v FROM lists"))
                    .forEach(row -> lists.put(row.getInt(0), integers(row, 1)));
            System.out.println("ListAppendTest: " + history.count(Fate.COMMITTED) + " committed, "
                    + history.count(Fate.ROLLED_BACK) + " rolled back, " + history.count(Fate.UNKNOWN) + " unknown");
            assertThat(history.count(Fate.COMMITTED)).isPositive();
            Set<Long> committed = new HashSet<>();
            await(sessions.connect().fetchAll("SELECT x FROM unnest(%s::int8[]) x "
                    + "WHERE pg_xact_status(x::text::xid8) = 'committed'", history.transactions()))
                    .forEach(row -> committed.add(row.getLong(0)));
            assertThat(history.check(committed, lists)).as("cycles among committed serializable transactions").isEmpty();
        }
    }

    private void call(PgPool pool, Random random) {
        while (!over) {
            AtomicReference<Attempt> last = new AtomicReference<>();
            long plan = random.nextLong();
            PgTransactions transactions = random.nextBoolean() ? pool
                    : pool.retrying(RetryPolicy.defaults().attempts(3).pauses(Duration.ZERO, Duration.ofMillis(5)));
            Fate fate;
            try {
                await(transactions.inTransaction(TransactionOptions.serializable(), connection -> {
                    last.set(history.begin(numbers.incrementAndGet()));
                    return run(connection, last.get(), new Random(plan));
                }));
                fate = Fate.COMMITTED;
            } catch (PgException e) {
                fate = e.outcome().filter(Outcome.UNKNOWN::equals).isPresent() ? Fate.UNKNOWN : Fate.ROLLED_BACK;
            }
            if (last.get() != null) {
                last.get().ends(fate);
            }
        }
    }

    /** One to four reads and appends, of each list at most one append. */
    private Uni<Void> run(PgConnection connection, Attempt attempt, Random random) {
        Uni<Void> work = Uni.createFrom().voidItem();
        Set<Integer> appended = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int list = random.nextInt(LISTS);
            if (random.nextBoolean() && appended.add(list)) {
                int value = numbers.incrementAndGet();
                work = work.chain(() -> {
                    attempt.appends(list, value);
                    return connection
                            .fetchOne("UPDATE lists SET v = v || %s::int WHERE k = %s RETURNING " + WHERE_IT_RAN, value,
                                    list)
                            .invoke(row -> ran(attempt, list, row)).replaceWithVoid();
                });
            } else {
                work = work.chain(() -> connection.fetchOne("SELECT " + WHERE_IT_RAN + ", v FROM lists WHERE k = %s", list))
                        .invoke(row -> {
                            ran(attempt, list, row);
                            attempt.reads(list, integers(row, 3));
                        }).replaceWithVoid();
            }
        }
        return work;
    }

    private static void ran(Attempt attempt, int list, Row row) {
        assertThat(row.getInt(0)).as("list of the row").isEqualTo(list);
        attempt.ran(row.getLong(1), row.getString(2));
    }

    private static List<Integer> integers(Row row, int column) {
        List<Integer> values = new ArrayList<>();
        ((List<?>) row.get(column)).forEach(value -> values.add((Integer) value));
        return values;
    }

    private void disturb(Sessions sessions, FaultProxy proxy, Random random) {
        while (!over) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(150)));
            switch (random.nextInt(4)) {
                case 0 -> proxy.cutAll(random.nextBoolean() ? Effect.RST : Effect.FIN);
                case 1 -> sessions.count("SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity "
                        + "WHERE application_name = '" + NAME + "' ORDER BY random() LIMIT 3) x");
                default -> {
                    var links = proxy.links();
                    if (!links.isEmpty()) {
                        links.get(links.size() - 1 - random.nextInt(Math.min(links.size(), CALLERS / 2)))
                                .apply(random.nextBoolean() ? Effect.RST : Effect.FIN,
                                        io.quarkiverse.psycopg.testsupport.Fault.Direction.TO_CLIENT);
                    }
                }
            }
        }
    }

    /** Two that each have read what the other appended later: the check itself is checked. */
    @Test
    void writeSkewIsFound() {
        Attempt first = history.begin(1);
        first.ran(1, "serializable");
        first.reads(0, List.of());
        first.appends(1, 10);
        first.ends(Fate.COMMITTED);
        Attempt second = history.begin(2);
        second.ran(2, "serializable");
        second.reads(1, List.of());
        second.appends(0, 20);
        second.ends(Fate.COMMITTED);
        assertThat(history.check(Set.of(1L, 2L), Map.of(0, List.of(20), 1, List.of(10)))).singleElement().asString()
                .contains("T1", "T2");
    }

    @Test
    void wrongFatesAreFound() {
        Attempt attempt = history.begin(1);
        attempt.ran(7, "serializable");
        attempt.appends(0, 1);
        attempt.ends(Fate.COMMITTED);
        assertThat(history.check(Set.of(7L), Map.of(0, List.of(1)))).isEmpty();
        assertRefused(Set.of(7L), List.of());
        assertRefused(Set.of(), List.of(1));
        attempt.ends(Fate.ROLLED_BACK);
        assertThat(history.check(Set.of(), Map.of(0, List.of()))).isEmpty();
        assertRefused(Set.of(), List.of(1));
        assertRefused(Set.of(7L), List.of());
        attempt.ends(Fate.UNKNOWN);
        assertThat(history.check(Set.of(7L), Map.of(0, List.of(1)))).isEmpty();
        assertThat(history.check(Set.of(), Map.of(0, List.of()))).isEmpty();
    }

    @Test
    void statementsOutsideTheirTransactionAreFound() {
        Attempt attempt = history.begin(1);
        attempt.ran(7, "serializable");
        attempt.ends(Fate.COMMITTED);
        assertThatThrownBy(() -> attempt.ran(8, "read committed")).isInstanceOf(AssertionError.class);
        assertRefused(Set.of(7L, 8L), List.of());
        Attempt other = history.begin(2);
        other.ran(7, "serializable");
        assertRefused(Set.of(7L), List.of());
    }

    private void assertRefused(Set<Long> committed, List<Integer> list) {
        assertThatThrownBy(() -> history.check(committed, Map.of(0, list))).isInstanceOf(AssertionError.class);
    }
}
