package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.testsupport.Fault;
import io.quarkiverse.psycopg.testsupport.Fault.Direction;
import io.quarkiverse.psycopg.testsupport.Fault.Effect;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Vertx;

/**
 * Every flow cut at its bytes, in both directions, by FIN, RST and stall: each operation ends once, by its deadline, with an
 * outcome that is true, and the pool recovers. In CI a random part of the bytes, more than a hundredth; all of them by
 * {@code -Dpsycopg.test.cuts=1000000}, in some minutes.
 */
class FaultCutTest {

    private static final int MOST = Probe.rounds("cuts", 6);
    /** Cuts at a time: most of a cut's time is waiting for deadlines. */
    private static final int AT_A_TIME = MOST > 1_000 ? 64 : 24;

    private static final AtomicInteger NEXT_ID = new AtomicInteger();

    private static TestServer server;
    private static Vertx vertx;
    private static PsycopgDriver driver;
    private static PgPool direct;
    private static ExecutorService cutters;

    /** A flow that stores one row of the given id, or none. */
    enum Flow {
        STATEMENT((pool, id) -> pool.execute("INSERT INTO t_cut VALUES (%s)", id)),
        SCRIPT((pool, id) -> pool.execute("INSERT INTO t_cut VALUES (" + id + ")")),
        TRANSACTION((pool, id) -> pool.inTransaction(connection -> connection.execute("INSERT INTO t_cut VALUES (%s)", id)
                .chain(() -> connection.fetchOne("SELECT count(*) FROM t_cut")))),
        MANY((pool, id) -> pool.executeMany("INSERT INTO t_cut SELECT %s WHERE %s",
                List.of(Args.of(id, true), Args.of(id, false), Args.of(id, false)))),
        PIPELINE((pool, id) -> pool.pipeline(p -> p.execute("INSERT INTO t_cut VALUES (%s)", id).execute("SELECT 1"))
                .onItem().invoke(FaultCutTest::firstFailure)),
        STREAM((pool, id) -> pool.stream("INSERT INTO t_cut VALUES (%s) RETURNING id", id).collect().asList());

        private final BiFunction<PgPool, Integer, Uni<?>> run;

        Flow(BiFunction<PgPool, Integer, Uni<?>> run) {
            this.run = run;
        }
    }

    private static void firstFailure(List<PipelineOutcome> outcomes) {
        for (PipelineOutcome outcome : outcomes) {
            if (outcome instanceof PipelineOutcome.Failed failed) {
                throw failed.error();
            }
        }
    }

    private static void start(PostgresVersion version) {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
        server = TestServer.builder().version(version).setting("max_connections", "500").build();
        cutters = Executors.newFixedThreadPool(AT_A_TIME);
        direct = driver.createPool(server.options(), PgPoolOptions.builder().build());
        await(direct.execute("CREATE TABLE t_cut (id int PRIMARY KEY)"));
    }

    @AfterEach
    void stop() {
        cutters.shutdownNow();
        await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void cutFlowsEndOnceWithATrueOutcome(PostgresVersion version) throws Exception {
        start(version);
        Random random = new Random(Probe.seed(getClass()));
        Map<String, Integer> endings = new ConcurrentSkipListMap<>();
        List<Future<?>> cuts = new ArrayList<>();
        int bytes = 0;
        for (Flow flow : Flow.values()) {
            for (Direction direction : Direction.values()) {
                int length = length(flow, direction);
                bytes += length;
                for (Effect effect : List.of(Effect.FIN, Effect.RST, Effect.STALL)) {
                    int most = effect == Effect.STALL ? Math.max(6, MOST / 2) : MOST;
                    places(length, most, random).forEach(place -> cuts.add(cutters.submit(() -> endings.merge(
                            flow + " " + cut(flow, Fault.atByte(direction, place, effect)), 1, Integer::sum))));
                }
            }
        }
        for (Future<?> cut : cuts) {
            cut.get();
        }
        assertThat(cuts).as("cuts of three kinds at %d bytes", bytes).hasSizeGreaterThan(3 * bytes / 100);
        System.out.println("FaultCutTest on " + version + ": " + cuts.size() + " cuts of " + 3 * bytes + ": " + endings);
    }

    /** How many bytes the flow takes in this direction, on a connection of its own. */
    private static int length(Flow flow, Direction direction) {
        try (FaultProxy proxy = FaultProxy.to(server)) {
            PgPool pool = pool(proxy, LIMIT);
            await(flow.run.apply(pool, NEXT_ID.getAndIncrement()));
            int length = (int) proxy.link(0).bytes(direction);
            await(pool.terminate());
            return length;
        }
    }

    private static List<Integer> places(int length, int most, Random random) {
        return most >= length ? IntStream.range(0, length).boxed().toList()
                : random.ints(most, 0, length).boxed().toList();
    }

    private static PgPool pool(FaultProxy proxy, Duration acquireTimeout) {
        PgConnectOptions options = PgConnectOptions.parse("postgresql://" + TestServer.USER + "@" + proxy.host() + ":"
                + proxy.port() + "/" + TestServer.DATABASE).toBuilder().connectTimeout(Duration.ofSeconds(2))
                .queryTimeout(Duration.ofMillis(500)).build();
        return driver.createPool(options, PgPoolOptions.builder().maxSize(1).acquireTimeout(acquireTimeout).build());
    }

    /** How the flow ended. */
    private static String cut(Flow flow, Fault fault) {
        int id = NEXT_ID.getAndIncrement();
        String where = flow + " " + fault;
        try (FaultProxy proxy = FaultProxy.to(server).faultsOfFirst(fault)) {
            PgPool pool = pool(proxy, LIMIT);
            Ending ending = new Ending();
            flow.run.apply(pool, id).subscribe().withSubscriber(ending);
            ending.await(where);
            Outcome outcome = ending.outcome(where);
            boolean stored = await(direct.fetchOne("SELECT EXISTS (SELECT FROM t_cut WHERE id = %s)", id)).getBoolean(0);
            if (outcome == null) {
                assertThat(stored).as("%s was reported as done", where).isTrue();
            } else if (outcome != Outcome.UNKNOWN) {
                assertThat(stored).as("%s was reported as %s", where, outcome).isFalse();
            }
            assertThat(await(pool.fetchOne("SELECT 1").onFailure(QueryTimeoutException.class).retry().atMost(20))
                    .getInt(0)).as("%s: the pool recovers", where).isEqualTo(1);
            await(pool.terminate());
            assertThat(ending.times).as("%s ended once", where).hasValue(1);
            return outcome == null ? "DONE" : outcome.name();
        }
    }

    /** Counts how often an operation ends. */
    private static final class Ending implements UniSubscriber<Object> {
        private final AtomicInteger times = new AtomicInteger();
        private final CompletableFuture<Throwable> first = new CompletableFuture<>();

        @Override
        public void onSubscribe(UniSubscription subscription) {
            // it is not cancelled
        }

        @Override
        public void onItem(Object item) {
            times.incrementAndGet();
            first.complete(null);
        }

        @Override
        public void onFailure(Throwable failure) {
            times.incrementAndGet();
            first.complete(failure);
        }

        void await(String where) {
            try {
                first.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(where + " did not end", e);
            }
        }

        /** Null for a success. */
        Outcome outcome(String where) {
            Throwable failure = first.join();
            if (failure == null) {
                return null;
            }
            assertThat(failure).as(where).isInstanceOf(PgException.class);
            Outcome outcome = ((PgException) failure).outcome().orElse(null);
            assertThat(outcome).as("%s: %s", where, failure).isNotNull();
            return outcome;
        }
    }
}
