package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.runtime.driver.transaction.Sessions.failure;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.ReplicationMode;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.testsupport.PgBouncer;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** Behind a real PgBouncer in transaction mode: what works, and what is refused before it does harm. */
class PgBouncerTest {

    private static PgBouncer pooler;

    private final Sessions sessions = new Sessions(TestServer.v18());

    @BeforeAll
    static void start() {
        assumeTrue(PgBouncer.program().isPresent(), "pgbouncer is not installed");
        pooler = PgBouncer.before(TestServer.v18(), 2);
        TestServer.v18().execute("DROP TABLE IF EXISTS pooled", "CREATE TABLE pooled (a int, t text)");
    }

    @AfterAll
    static void stop() {
        if (pooler != null) {
            pooler.close();
        }
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private static PgConnectOptions.Builder options() {
        return TestServer.optionsAt(pooler.host(), pooler.port()).toBuilder().pooler(Pooler.TRANSACTION);
    }

    private PgConnection connect() {
        return sessions.connect(options().build());
    }

    @Test
    void manyConnectionsShareTwoSessions() {
        PgPool pool = sessions.pool(10, options().statementCacheThreshold(1).build());
        List<Uni<Row>> unis = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int value = i;
            unis.add(i % 3 == 0 ? pool.inTransaction(c -> c.fetchOne("SELECT %s::int, pg_backend_pid()", value))
                    : pool.fetchOne("SELECT %s::int, pg_backend_pid()", value));
        }
        List<Row> rows = await(Uni.join().all(unis).andFailFast());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).getInt(0)).isEqualTo(i);
        }
        assertThat(rows.stream().map(row -> row.getInt(1)).distinct().count()).isBetween(1L, 2L);
    }

    @Test
    void transactionsHoldOneSession() {
        PgConnection connection = connect();
        await(connection.autocommit(false));
        int pid = await(connection.fetchOne("SELECT pg_backend_pid()")).getInt(0);
        for (int i = 0; i < 10; i++) {
            assertThat(await(connection.fetchOne("SELECT pg_backend_pid()")).getInt(0)).isEqualTo(pid);
        }
        await(connection.rollback());
        await(connection.inTransaction(TransactionOptions.serializable(),
                c -> c.execute("SET LOCAL application_name = 'here'").chain(() -> c.inTransaction(
                        inner -> inner.execute("INSERT INTO pooled VALUES (%s, %s)", 1, "x")))));
        assertThat(await(connection.fetchOne("SELECT count(*) FROM pooled WHERE a = 1")).getLong(0)).isEqualTo(1);
    }

    @Test
    void batchesStreamsPipelinesAndCursorsWork() {
        PgConnection connection = connect();
        assertThat(await(connection.executeMany("INSERT INTO pooled VALUES (%s, %s)",
                List.of(Args.of(2, "a"), Args.of(2, "b"))))).containsExactly(1, 1);
        assertThat(await(connection.stream("SELECT generate_series(1, 5000)").collect().asList())).hasSize(5000);
        assertThat(await(connection.pipeline(p -> p.execute("SELECT 1").sync().execute("SELECT 2")))).hasSize(2);
        int sum = await(connection.inTransaction(c -> {
            var cursor = c.cursor("n");
            return cursor.execute("SELECT generate_series(1, 10)").chain(() -> cursor.fetchAll(row -> row.getInt(0)))
                    .map(rows -> rows.stream().mapToInt(Integer::intValue).sum());
        }));
        assertThat(sum).isEqualTo(55);
    }

    /** The pooler takes the server away at each ReadyForQuery: what it finds behind the Sync then is lost. */
    @Test
    void nothingIsLostBehindASync() {
        PgConnection connection = connect();
        for (int round = 0; round < 100; round++) {
            Uni<?> first = connection
                    .pipeline(p -> p.execute("SELECT 1").sync().execute("SELECT 2").sync().execute("SELECT 3"));
            Uni<?> second = connection.fetchOne("SELECT %s::int", round);
            Uni<?> third = connection.execute("SELECT 1");
            await(Uni.combine().all().unis(first, second, third).discardItems());
        }
    }

    @Test
    void twoPhaseCommitWorks() {
        Xid xid = Xid.of(3, "pooled " + System.nanoTime(), "b");
        PgConnection connection = connect();
        await(connection.autocommit(false));
        await(connection.tpcBegin(xid));
        await(connection.execute("INSERT INTO pooled VALUES (3, 'phase')"));
        await(connection.tpcPrepare());
        PgConnection other = connect();
        assertThat(await(other.tpcRecover())).contains(xid);
        await(other.tpcCommit(xid));
        assertThat(await(other.fetchOne("SELECT count(*) FROM pooled WHERE a = 3")).getLong(0)).isEqualTo(1);
    }

    /** By a pooler of its own: PgBouncer keeps a session that was cancelled to itself for a while. */
    @Test
    void deadlineCancelsOnTheServer() {
        try (PgBouncer own = PgBouncer.before(TestServer.v18(), 2)) {
            PgConnection connection = sessions.connect(options().host(own.host(), own.port()).build());
            PgException late = failure(connection.withTimeout(Duration.ofMillis(300)).execute("SELECT pg_sleep(60)"),
                    QueryTimeoutException.class);
            assertThat(late.isConnectionLost()).isFalse();
            until("the statement has ended", () -> sessions
                    .count("SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'") == 0);
            await(connection.close());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "LISTEN news", "UNLISTEN *", "SET work_mem = '1MB'", "SET SESSION work_mem = '1MB'",
            "/* x */ set search_path to x", "RESET ALL", "DISCARD ALL", "LOAD 'auto_explain'", "PREPARE p AS SELECT 1",
            "EXECUTE p", "DEALLOCATE ALL", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "CREATE TEMP TABLE t (a int)",
            "create temporary table t (a int)", "SELECT 1 INTO TEMP t", "SELECT pg_advisory_lock(1)",
            "SELECT pg_try_advisory_lock(1)", "SELECT set_config('work_mem', '1MB', false)", "SELECT 1; LISTEN news" })
    void sessionStateIsRefused(String sql) {
        PgConnection connection = connect();
        NotSupportedException refused = failure(connection.execute(sql), NotSupportedException.class);
        assertThat(refused).hasMessageContaining("behind a pooler in transaction mode");
        assertThat(failure(connection.fetchAll(sql), NotSupportedException.class)).hasMessageContaining("pooler=transaction");
    }

    @ParameterizedTest
    @ValueSource(strings = { "SET LOCAL work_mem = '1MB'", "SET TRANSACTION READ ONLY",
            "CREATE TEMP TABLE t (a int) ON COMMIT DROP", "SELECT pg_advisory_xact_lock(1)",
            "SELECT set_config('work_mem', '1MB', true)", "SELECT 'LISTEN; SET x = 1'", "SELECT $$; LISTEN x$$ -- LISTEN" })
    void whatEndsWithTheTransactionWorks(String sql) {
        await(connect().inTransaction(c -> c.execute(sql)));
    }

    @Test
    void settingsOfTheSessionAreRefused() {
        PgConnection connection = connect();
        failure(connection.setSession(TransactionOptions.serializable()), NotSupportedException.class);
        failure(connection.reset(), NotSupportedException.class);
        await(connection.setSession(TransactionOptions.serializable(), false));
        assertThat(await(connection.fetchOne("SHOW transaction_isolation")).getString(0)).isEqualTo("serializable");
        await(connection.rollback());
        await(connection.autocommit(true).onFailure().recoverWithNull());
    }

    @Test
    void optionsThatNeedASessionAreRefusedWhenTheyAreBuilt() {
        for (PgConnectOptions.Builder builder : List.of(options().options("-c work_mem=1MB"),
                options().parameters(Map.of("search_path", "x")), options().initSql("SELECT 1"),
                options().replication(ReplicationMode.LOGICAL), options().minProtocolVersion(ProtocolVersion.V3_2)
                        .maxProtocolVersion(ProtocolVersion.V3_2))) {
            assertThatThrownBy(builder::build).isInstanceOf(ProgrammingException.class)
                    .hasMessageContaining("pooler=transaction");
        }
        assertThat(
                await(sessions.connect(options().applicationName("known").parameters(Map.of("timezone", "Asia/Tokyo")).build())
                        .fetchOne("SELECT current_setting('TimeZone') AS zone, current_setting('application_name') AS name"))
                        .toMap().values())
                .containsExactly("Asia/Tokyo", "known");
    }

    @Test
    void nothingIsResetOnReturn() {
        PgPool pool = sessions.pool(1, options().build());
        await(pool.withConnection(c -> c.execute("CREATE TABLE IF NOT EXISTS pooled_too (a int)")));
        await(pool.withConnection(c -> c.autocommit(false).chain(() -> c.execute("INSERT INTO pooled VALUES (9, 'lost')"))));
        assertThat(await(pool.fetchOne("SELECT count(*) FROM pooled WHERE a = 9")).getLong(0)).isZero();
    }
}
