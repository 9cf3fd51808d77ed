package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.testsupport.Fault.Direction;
import io.quarkiverse.psycopg.testsupport.FaultProxy;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** Facts of PostgreSQL that a session must get right, on the oldest and the newest version. */
class SessionFactsTest extends PoolTests {

    private PgPool pool(PostgresVersion version) {
        return driver.createPool(TestServer.shared(version).options(),
                PgPoolOptions.builder().maxSize(1).build());
    }

    private PgConnection connection(PostgresVersion version) {
        return await(driver.connect(TestServer.shared(version).options()));
    }

    private static PgException failure(Uni<?> uni) {
        try {
            await(uni);
        } catch (PgException e) {
            return e;
        }
        throw new AssertionError("it did not fail");
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void errorOfADeferredConstraintFailsTheStatementAlthoughItHadItsTag(PostgresVersion version) {
        PgPool pool = pool(version);
        await(pool.execute("DROP TABLE IF EXISTS t_deferred; CREATE TABLE t_deferred (id int PRIMARY KEY DEFERRABLE"
                + " INITIALLY DEFERRED); INSERT INTO t_deferred VALUES (1)"));
        assertThat(failure(pool.execute("INSERT INTO t_deferred VALUES (%s)", 1)).sqlState()).contains("23505");
        assertThat(failure(pool.execute("INSERT INTO t_deferred VALUES (1)")).sqlState()).contains("23505");
        List<PipelineOutcome> outcomes = await(pool.pipeline(p -> p.execute("INSERT INTO t_deferred VALUES (%s)", 2)
                .execute("INSERT INTO t_deferred VALUES (%s)", 1).sync().execute("INSERT INTO t_deferred VALUES (%s)", 3)));
        assertThat(outcomes.get(0)).isInstanceOf(PipelineOutcome.RolledBack.class);
        assertThat(outcomes.get(1)).isInstanceOf(PipelineOutcome.Failed.class);
        assertThat(outcomes.get(2)).isInstanceOf(PipelineOutcome.Completed.class);
        assertThat(await(pool.fetchAll("SELECT id FROM t_deferred ORDER BY id"))).extracting(row -> row.getInt(0))
                .containsExactly(1, 3);
        Probe.healthy(pool);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void vacuumBehindAnotherStatementOfAPipelineUndoesIt(PostgresVersion version) {
        PgPool pool = pool(version);
        await(pool.execute("DROP TABLE IF EXISTS t_vacuum; CREATE TABLE t_vacuum (id int)"));
        List<PipelineOutcome> together = await(pool.pipeline(p -> p.execute("INSERT INTO t_vacuum VALUES (%s)", 1)
                .execute("VACUUM t_vacuum").execute("INSERT INTO t_vacuum VALUES (%s)", 2)));
        assertThat(together.get(0)).isInstanceOf(PipelineOutcome.RolledBack.class);
        assertThat(((PipelineOutcome.Failed) together.get(1)).error().sqlState()).contains("25001");
        assertThat(together.get(2)).isInstanceOf(PipelineOutcome.Skipped.class);
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_vacuum")).getLong(0)).isZero();
        List<PipelineOutcome> apart = await(pool.pipeline(p -> p.execute("INSERT INTO t_vacuum VALUES (%s)", 1).sync()
                .execute("VACUUM t_vacuum").sync().execute("INSERT INTO t_vacuum VALUES (%s)", 2)));
        assertThat(apart).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(PipelineOutcome.Completed.class));
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_vacuum")).getLong(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void timeoutsOfTheServerAreToldApartFromTheClientsDeadline(PostgresVersion version) {
        PgConnection connection = connection(version);
        await(connection.execute("SET statement_timeout = '100ms'"));
        assertThat(failure(connection.fetchOne("SELECT pg_sleep(%s)", 30))).isNotInstanceOf(QueryTimeoutException.class)
                .satisfies(e -> assertThat(e.sqlState()).contains("57014"))
                .hasMessageContaining("statement timeout");
        await(connection.execute("SET statement_timeout = 0; SET lock_timeout = '100ms'"));
        PgConnection locker = connection(version);
        await(locker.execute("DROP TABLE IF EXISTS t_locked; CREATE TABLE t_locked ()"));
        await(locker.execute("BEGIN; LOCK TABLE t_locked"));
        assertThat(failure(connection.fetchOne("SELECT * FROM t_locked")).sqlState()).contains("55P03");
        PgException ours = failure(connection.withTimeout(Duration.ofMillis(200)).fetchOne("SELECT pg_sleep(%s)", 30));
        assertThat(ours).isInstanceOf(QueryTimeoutException.class);
        assertThat(ours.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(await(connection.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        if (version == PostgresVersion.V18) {
            await(connection.execute("SET lock_timeout = 0; SET transaction_timeout = '100ms'"));
            PgException ended = failure(
                    connection.execute("BEGIN").chain(() -> connection.fetchOne("SELECT pg_sleep(%s)", 30)));
            assertThat(ended).isNotInstanceOf(QueryTimeoutException.class);
            assertThat(ended.sqlState()).contains("25P04");
            until("the server has closed it", connection::isClosed);
        }
        await(connection.close());
        await(locker.close());
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void mostParametersAndColumnsPassAndMoreAreRefused(PostgresVersion version) {
        PgPool pool = pool(version);
        Object[] most = IntStream.rangeClosed(1, 65_535).boxed().toArray();
        String in = "SELECT count(*) FROM generate_series(1, 3) g WHERE g IN %s";
        assertThat(await(pool.fetchOne(in, PgTuple.of(most))).getLong(0)).isEqualTo(3);
        assertThat(failure(pool.fetchOne(in, PgTuple.of(Arrays.copyOf(most, 65_536))))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("at most 65535 parameters");
        String columns = IntStream.range(0, 1_664).mapToObj(i -> i + " AS c" + i).collect(Collectors.joining(", "));
        Row wide = await(pool.fetchOne("SELECT " + columns + " WHERE 1 = %s", 1));
        assertThat(wide.getInt("c1663")).isEqualTo(1_663);
        assertThat(failure(pool.fetchOne("SELECT " + columns + ", 1 WHERE 1 = %s", 1)).sqlState()).contains("54011");
        Probe.healthy(pool);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void valuesThatCannotBeSentFailTheirOwnStatementOnly(PostgresVersion version) {
        PgPool pool = pool(version);
        await(pool.execute("DROP TABLE IF EXISTS t_bad; CREATE TABLE t_bad (id int, v text)"));
        for (Object bad : new Object[] { "a\0b", "\0", "a\ud800", "\udc00b", "\ud83d\ud83d" }) {
            assertThat(failure(pool.execute("INSERT INTO t_bad VALUES (1, %s)", bad))).isInstanceOf(PgException.class)
                    .hasMessageContaining("index").hasMessageNotContaining("a\ud800");
            assertThat(failure(pool.inTransaction(c -> c.execute("INSERT INTO t_bad VALUES (%s, 'kept?')", 2)
                    .chain(() -> c.execute("INSERT INTO t_bad VALUES (3, %s)", bad))))).isInstanceOf(PgException.class);
            List<PipelineOutcome> outcomes = await(pool.pipeline(p -> p
                    .execute("INSERT INTO t_bad VALUES (4, %s)", "good").execute("INSERT INTO t_bad VALUES (5, %s)", bad)));
            assertThat(outcomes.get(0)).isInstanceOf(PipelineOutcome.RolledBack.class);
            assertThat(outcomes.get(1)).isInstanceOf(PipelineOutcome.Failed.class);
            assertThat(failure(pool.execute("SELECT '" + bad + "'"))).isInstanceOf(PgException.class);
        }
        assertThat(failure(pool.execute("INSERT INTO t_bad VALUES (%s, 'x')", 1L << 40))).isInstanceOf(PgException.class);
        assertThat(failure(pool.execute("INSERT INTO t_bad VALUES (%s, 'x')", "no number"))).isInstanceOf(PgException.class);
        assertThat(failure(pool.execute("INSERT INTO t_bad VALUES (%s, %s)", 1))).isInstanceOf(ProgrammingException.class);
        assertThat(await(pool.fetchOne("SELECT count(*) FROM t_bad")).getLong(0)).isZero();
        Probe.healthy(pool);
        assertThat(pool.statistics().created()).as("no connection was given up").isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void requestBeyondTheServersBoundIsRefusedLocally(PostgresVersion version) {
        PgPool pool = pool(version);
        assertThat(await(pool.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        byte[] part = new byte[8 << 20];
        Object[] parts = new Object[140];
        Arrays.fill(parts, part);
        String lengths = IntStream.range(0, parts.length).mapToObj(i -> "length(%s::bytea)").collect(Collectors.joining(" + "));
        assertThat(failure(pool.fetchOne("SELECT " + lengths, parts))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("large object");
        Probe.healthy(pool);
        assertThat(pool.statistics().created()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void executeManyStoresAllEntriesAlthoughItsStatementWasLost(PostgresVersion version) {
        PgConnection connection = connection(version);
        await(connection.execute("CREATE TEMP TABLE t_lost (id int); CREATE OR REPLACE FUNCTION pg_temp.forget()"
                + " RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$"));
        List<Args> entries = List.of(Args.of(1), Args.of(2), Args.of(3));
        String insert = "INSERT INTO t_lost VALUES (%s)";
        assertThat(await(connection.executeMany(insert, entries))).containsExactly(1, 1, 1);
        await(connection.execute("SELECT pg_temp.forget()"));
        assertThat(await(connection.executeMany(insert, entries))).containsExactly(1, 1, 1);
        assertThat(await(connection.fetchOne("SELECT count(*) FROM t_lost")).getLong(0)).isEqualTo(6);
        await(connection.close());
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void connectionTellsItsState(PostgresVersion version) {
        PgConnection connection = connection(version);
        assertThat(connection.backendPid()).isEqualTo(await(connection.fetchOne("SELECT pg_backend_pid()")).getInt(0));
        assertThat(connection.serverVersion() / 10_000).isEqualTo(version == PostgresVersion.V13 ? 13 : 18);
        assertThat(connection.parameterStatus("server_encoding")).contains("UTF8");
        assertThat(connection.parameterStatus("no_such_parameter")).isEmpty();
        await(connection.execute("SET application_name = 'renamed'"));
        assertThat(connection.parameterStatus("application_name")).contains("renamed");
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        await(connection.execute("BEGIN"));
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INTRANS);
        failure(connection.fetchOne("SELECT 1 / 0"));
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INERROR);
        await(connection.execute("ROLLBACK"));
        Uni<Row> slow = Uni.createFrom()
                .completionStage(connection.fetchOne("SELECT pg_sleep(0.2), 1").subscribeAsCompletionStage());
        until("it runs", connection::isExecuting);
        until("it is active", () -> connection.transactionStatus() == TransactionStatus.ACTIVE
                || !connection.isExecuting());
        await(slow);
        assertThat(connection.isExecuting()).isFalse();
        await(connection.close());
        assertThat(connection.isClosed()).isTrue();
        await(connection.close());
        assertThat(failure(connection.fetchOne("SELECT 1"))).isInstanceOf(InterfaceException.class);
        assertThat(failure(connection.stream("SELECT 1").collect().asList())).isInstanceOf(InterfaceException.class);
        assertThat(failure(connection.executeMany("SELECT 1", List.of(Args.none()))))
                .isInstanceOf(InterfaceException.class);
        assertThat(failure(connection.pipeline(p -> p.execute("SELECT 1")))).isInstanceOf(InterfaceException.class);
        assertThat(failure(connection.inTransaction(c -> c.execute("SELECT 1")))).isInstanceOf(InterfaceException.class);
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void closeSaysTerminateAndAClosedPoolRefuses(PostgresVersion version) {
        try (FaultProxy proxy = FaultProxy.to(TestServer.shared(version))) {
            PgPool pool = driver.createPool(PgConnectOptions.parse("postgresql://" + TestServer.USER + "@" + proxy.host() + ":"
                    + proxy.port() + "/" + TestServer.DATABASE), PgPoolOptions.builder().maxSize(1).build());
            await(pool.fetchOne("SELECT 1"));
            await(pool.close());
            until("it said Terminate", () -> proxy.link(0).types(Direction.TO_SERVER).endsWith("X"));
            assertThat(failure(pool.fetchOne("SELECT 1"))).isInstanceOf(InterfaceException.class);
            assertThat(failure(pool.acquire())).isInstanceOf(InterfaceException.class);
            assertThat(failure(pool.stream("SELECT 1").collect().asList())).isInstanceOf(InterfaceException.class);
            assertThatThrownBy(() -> await(pool.inTransaction(c -> c.execute("SELECT 1"))))
                    .isInstanceOf(InterfaceException.class);
            await(pool.close());
        }
    }
}
