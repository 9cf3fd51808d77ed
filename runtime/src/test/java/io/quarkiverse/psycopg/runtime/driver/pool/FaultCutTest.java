package io.quarkiverse.psycopg.runtime.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.Fault;
import io.quarkiverse.psycopg.testsupport.Fault.Direction;
import io.quarkiverse.psycopg.testsupport.Fault.Effect;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Every flow cut at its bytes, in both directions: each operation ends once, by its deadline, with an outcome that is true, and
 * the
 * pool recovers. In CI a random part of the bytes; all of them by {@code -Dpsycopg.test.cuts=1000000}.
 */
class FaultCutTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static Vertx vertx;
    private static PsycopgDriver driver;
    private static PgPool direct;
    private static int nextId;

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

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        driver = new PsycopgDriver(vertx);
        direct = driver.createPool(PgConnectOptions.parse(TestServer.v18().connectionString()),
                PgPoolOptions.builder().build());
        Probe.await(direct.execute("DROP TABLE IF EXISTS t_cut; CREATE TABLE t_cut (id int PRIMARY KEY)"));
    }

    @AfterAll
    static void stop() {
        Probe.await(driver.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void cutFlowEndsOnceWithATrueOutcome(Flow flow) {
        Random random = new Random(Probe.seed(getClass()));
        int most = Probe.rounds("cuts", 12);
        for (Direction direction : Direction.values()) {
            int length = length(flow, direction);
            for (Effect effect : List.of(Effect.FIN, Effect.RST)) {
                places(length, most, random).forEach(place -> cut(flow, Fault.atByte(direction, place, effect)));
            }
            places(length, Math.max(2, most / 6), random)
                    .forEach(place -> cut(flow, Fault.atByte(direction, place, Effect.STALL)));
        }
    }

    /** How many bytes the flow takes in this direction, on a connection of its own. */
    private static int length(Flow flow, Direction direction) {
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18())) {
            PgPool pool = pool(proxy);
            flow.run.apply(pool, nextId++).await().atMost(DEADLINE);
            int length = (int) proxy.link(0).bytes(direction);
            pool.terminate().await().atMost(DEADLINE);
            return length;
        }
    }

    private static List<Integer> places(int length, int most, Random random) {
        List<Integer> places = new ArrayList<>();
        if (most >= length) {
            for (int i = 0; i < length; i++) {
                places.add(i);
            }
        } else {
            random.ints(most, 0, length).forEach(places::add);
        }
        return places;
    }

    private static PgPool pool(FaultProxy proxy) {
        PgConnectOptions options = PgConnectOptions.parse("postgresql://" + TestServer.USER + "@" + proxy.host() + ":"
                + proxy.port() + "/" + TestServer.DATABASE).toBuilder().connectTimeout(Duration.ofSeconds(1))
                .queryTimeout(Duration.ofMillis(500)).build();
        return driver.createPool(options, PgPoolOptions.builder().maxSize(1).acquireTimeout(Duration.ofSeconds(5)).build());
    }

    private static void cut(Flow flow, Fault fault) {
        int id = nextId++;
        String where = flow + " " + fault;
        try (FaultProxy proxy = FaultProxy.to(TestServer.v18()).faults(fault)) {
            PgPool pool = pool(proxy);
            Outcome outcome = null;
            boolean succeeded = false;
            try {
                CompletableFuture<?> running = flow.run.apply(pool, id).subscribeAsCompletionStage();
                Probe.until("the first connection is there", () -> !proxy.links().isEmpty());
                proxy.faults();
                Uni.createFrom().completionStage(running).await().atMost(DEADLINE);
                succeeded = true;
            } catch (PgException e) {
                outcome = e.outcome().orElse(null);
                assertThat(outcome).as("%s: %s", where, e).isNotNull();
            }
            boolean stored = Probe.await(direct.fetchOne("SELECT EXISTS (SELECT FROM t_cut WHERE id = %s)", id)).getBoolean(0);
            if (succeeded) {
                assertThat(stored).as("%s was reported as done", where).isTrue();
            } else if (outcome != Outcome.UNKNOWN) {
                assertThat(stored).as("%s was reported as %s", where, outcome).isFalse();
            }
            assertThat(pool.fetchOne("SELECT 1").await().atMost(DEADLINE).getInt(0)).as("%s: the pool recovers", where)
                    .isEqualTo(1);
            pool.terminate().await().atMost(DEADLINE);
        }
    }
}
