package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** Statements on a pool, against a real server. */
class PoolStatementsTest extends PoolTests {

    private PgPool pool;

    @BeforeEach
    void openPool() {
        pool = driver.createPool(TestServer.v18().options(),
                PgPoolOptions.builder().maxSize(4).build());
    }

    @Test
    void firstRowIsRead() {
        Row row = await(pool.fetchOne("SELECT 1 AS a, 'x'::text AS b, 2.50::numeric AS c, NULL::int8 AS d"));
        assertThat(row.getInt("a")).isEqualTo(1);
        assertThat(row.getString("b")).isEqualTo("x");
        assertThat(row.getBigDecimal(2)).isEqualTo(new BigDecimal("2.50"));
        assertThat(row.isNull("d")).isTrue();
    }

    @Test
    void argumentsAreBoundOnTheServer() {
        Row row = await(pool.fetchOne("SELECT %s::int + %s::int AS sum, %s AS t", 40, 2, "it's"));
        assertThat(row.getInt("sum")).isEqualTo(42);
        assertThat(row.getString("t")).isEqualTo("it's");
        assertThat(await(pool.fetchOne("SELECT %(a)s::int8 AS v", Args.named(Map.of("a", 7L)))).getLong("v")).isEqualTo(7L);
    }

    @Test
    void tupleExpands() {
        List<Row> rows = await(pool.fetchAll("SELECT g FROM generate_series(1, 10) g WHERE g IN %s", PgTuple.of(2, 3, 11)));
        assertThat(rows).extracting(row -> row.getInt(0)).containsExactly(2, 3);
    }

    @Test
    void noRowIsNull() {
        assertThat(await(pool.fetchOne("SELECT 1 WHERE false"))).isNull();
    }

    @Test
    void failedStatementLeavesThePoolHealthy() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> await(pool.fetchOne("SELEC 1"))).isInstanceOf(PgException.class)
                    .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("42601"));
            assertThatThrownBy(() -> await(pool.fetchOne("SELECT 1 / %s", 0))).isInstanceOf(DataException.class);
            assertThat(await(pool.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        }
        Probe.healthy(pool);
    }

    @Test
    void streamGivesAllRowsInOrder() {
        AtomicLong next = new AtomicLong(1);
        pool.stream("SELECT g::int8 FROM generate_series(1, 100000) g").onItem()
                .invoke(row -> assertThat(row.getLong(0)).isEqualTo(next.getAndIncrement()))
                .collect().last().await().atMost(LIMIT);
        assertThat(next.get()).isEqualTo(100_001);
    }

    @Test
    void cancelledStreamGivesItsConnectionBack() {
        List<Row> first = pool.stream("SELECT g FROM generate_series(1, 10000000) g").select().first(10).collect().asList()
                .await().atMost(LIMIT);
        assertThat(first).hasSize(10);
        awaitIdle();
    }

    @Test
    void transactionIsRolledBackOnFailure() {
        await(pool.execute("DROP TABLE IF EXISTS t_tx; CREATE TABLE t_tx (id int)"));
        assertThatThrownBy(() -> await(pool.inTransaction(c -> c.execute("INSERT INTO t_tx VALUES (%s)", 1)
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_tx")).getLong(0)).isZero();
        await(pool.inTransaction(c -> c.execute("INSERT INTO t_tx VALUES (%s)", 1)));
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_tx")).getLong(0)).isEqualTo(1);
        awaitIdle();
    }

    /** What the socket does not take at once makes it tell, in the midst of a write, that it takes more again. */
    @Test
    void manyEntriesFillTheSocketAgainAndAgain() {
        List<Args> entries = IntStream.range(0, 60_000).mapToObj(i -> Args.of(i, "entry " + i)).toList();
        for (int i = 0; i < 3; i++) {
            long[] counts = await(pool.executeMany("SELECT 1 WHERE %s::int4 >= 0 AND %s::text <> ''", entries));
            assertThat(counts).hasSize(60_000).containsOnly(1L);
        }
    }

    @Test
    void executeManyRunsEachEntry() {
        await(pool.execute("DROP TABLE IF EXISTS t_many; CREATE TABLE t_many (id int PRIMARY KEY, v text)"));
        List<Args> entries = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            entries.add(Args.of(i, "value " + i));
        }
        assertThat(await(pool.executeMany("INSERT INTO t_many VALUES (%s, %s)", entries))).hasSize(20_000).containsOnly(1L);
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_many")).getLong(0)).isEqualTo(20_000);
        assertThatThrownBy(() -> await(pool.executeMany("INSERT INTO t_many VALUES (%s, %s)",
                List.of(Args.of(100_000, "new"), Args.of(5, "twice"), Args.of(100_001, "new")))))
                .satisfies(e -> assertThat(((PgException) e).entry()).hasValue(1));
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_many")).getLong(0)).isEqualTo(20_000);
    }

    @Test
    void pipelineTellsEachOutcome() {
        await(pool.execute("DROP TABLE IF EXISTS t_pipe; CREATE TABLE t_pipe (id int PRIMARY KEY)"));
        List<PipelineOutcome> outcomes = await(pool.pipeline(p -> p.execute("INSERT INTO t_pipe VALUES (%s)", 1).sync()
                .execute("INSERT INTO t_pipe VALUES (%s)", 2).execute("INSERT INTO t_pipe VALUES (%s)", 1)
                .execute("INSERT INTO t_pipe VALUES (%s)", 3).sync().execute("SELECT count(*) FROM t_pipe")));
        assertThat(outcomes.get(0)).isInstanceOf(PipelineOutcome.Completed.class);
        assertThat(outcomes.get(1)).isInstanceOf(PipelineOutcome.RolledBack.class);
        assertThat(outcomes.get(2)).isInstanceOf(PipelineOutcome.Failed.class);
        assertThat(outcomes.get(3)).isInstanceOf(PipelineOutcome.Skipped.class);
        assertThat(((PipelineOutcome.Completed) outcomes.get(4)).rows().get(0).getLong(0)).isEqualTo(1);
    }

    @Test
    void timeoutCancelsOnTheServer() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> await(pool.withTimeout(Duration.ofMillis(200)).fetchOne("SELECT pg_sleep(30)")))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        assertThat(await(pool.fetchOne("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%'"
                + " AND state = 'active' AND pid <> pg_backend_pid()")).getLong(0)).isZero();
    }

    private void awaitIdle() {
        until("all connections are back", () -> pool.statistics().inUse() == 0);
    }
}
