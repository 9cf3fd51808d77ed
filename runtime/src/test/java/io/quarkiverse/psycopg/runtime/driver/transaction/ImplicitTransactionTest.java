package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.runtime.driver.transaction.Sessions.failure;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** DB-API's transactions, which begin by themselves. */
class ImplicitTransactionTest {

    private final Sessions sessions = new Sessions(TestServer.v18());
    private final PgConnection connection = sessions.connect();

    @AfterEach
    void close() {
        sessions.close();
    }

    /** Subscribes to all at once. */
    private static void together(Uni<?>... unis) {
        await(Uni.combine().all().unis(List.of(unis)).discardItems());
    }

    private List<String> logged() {
        return sessions.logged(connection);
    }

    @Test
    void autocommitIsTheDefault() {
        assertThat(connection.autocommit()).isTrue();
        await(connection.execute("SELECT 1"));
        await(connection.commit());
        assertThat(logged()).containsExactly("SELECT 1");
        assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
    }

    @Test
    void firstStatementBeginsWhateverProtocolItTakes() {
        await(connection.autocommit(false));
        await(connection.execute("SELECT 1"));
        assertThat(connection.status()).isEqualTo(ConnectionStatus.BEGIN);
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INTRANS);
        await(connection.commit());
        assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
        await(connection.fetchOne("SELECT %s", 2));
        await(connection.fetchOne("SELECT %s", 3));
        await(connection.rollback());
        await(connection.rollback());
        await(connection.stream("SELECT generate_series(1, 3)").collect().asList());
        await(connection.commit());
        await(connection.executeMany("SELECT %s", List.of(Args.of(1), Args.of(2))));
        await(connection.rollback());
        await(connection.pipeline(p -> p.execute("SELECT 5").sync().execute("SELECT 6")));
        await(connection.commit());
        assertThat(logged()).containsExactly("BEGIN", "SELECT 1", "COMMIT", "BEGIN", "SELECT $1", "SELECT $1", "ROLLBACK",
                "BEGIN", "SELECT generate_series(1, 3)", "COMMIT", "BEGIN", "SELECT $1", "SELECT $1", "ROLLBACK", "BEGIN",
                "SELECT 5", "SELECT 6", "COMMIT");
    }

    @Test
    void statementsSentTogetherShareOneTransaction() {
        await(connection.autocommit(false));
        List<Uni<Row>> unis = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            unis.add(connection.fetchOne("SELECT pg_current_xact_id()::text"));
        }
        List<Row> rows = await(Uni.join().all(unis).andFailFast());
        assertThat(rows.stream().map(row -> row.getString(0)).distinct()).hasSize(1);
        together(connection.commit(), connection.execute("SELECT 1"), connection.rollback());
        assertThat(logged().stream().filter(Set.of("BEGIN", "COMMIT", "ROLLBACK")::contains)).containsExactly("BEGIN",
                "COMMIT", "BEGIN", "ROLLBACK");
    }

    @Test
    void statementOfAnotherOwnerBehindACommitBeginsItsOwn() {
        await(connection.autocommit(false));
        await(connection.execute("CREATE TEMP TABLE t (a int)"));
        together(connection.execute("INSERT INTO t VALUES (1)"), connection.commit(),
                connection.execute("INSERT INTO t VALUES (2)"), connection.rollback(),
                connection.execute("INSERT INTO t VALUES (3)"), connection.commit());
        assertThat(await(connection.fetchAll(row -> row.getInt(0), "SELECT a FROM t ORDER BY a", Args.none())))
                .containsExactly(1, 3);
    }

    @Test
    void statementThatCannotBeSentBeginsNothing() {
        await(connection.autocommit(false));
        failure(connection.execute("COPY t FROM STDIN", Args.of()), ProgrammingException.class);
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        assertThat(logged()).isEmpty();
    }

    @Test
    void failedTransactionRefusesStatementsAndItsCommitIsAnError() {
        await(connection.autocommit(false));
        failure(connection.execute("SELECT 1/0"), DataException.class);
        assertThat(failure(connection.execute("SELECT 1"), PgException.class).sqlState()).contains("25P02");
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INERROR);
        assertThat(connection.status()).isEqualTo(ConnectionStatus.BEGIN);
        PgException refused = failure(connection.commit(), PgException.class);
        assertThat(refused.sqlState()).contains("25P02");
        assertThat(refused).hasMessageContaining("rolled back instead of committed");
        assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
        assertThat(logged()).containsExactly("BEGIN", "SELECT 1/0", "SELECT 1", "COMMIT");
    }

    @Test
    void modesGoOutWithEachBegin() {
        TransactionOptions options = TransactionOptions.serializable().readOnly().deferrable();
        await(connection.setSession(options, false));
        assertThat(connection.transactionOptions()).isEqualTo(options);
        assertThat(await(connection.fetchOne("SHOW transaction_isolation")).getString(0)).isEqualTo("serializable");
        await(connection.commit());
        await(connection.setSession(TransactionOptions.defaults().isolation(IsolationLevel.REPEATABLE_READ)));
        await(connection.execute("SELECT 1"));
        await(connection.rollback());
        assertThat(logged()).containsExactly("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE",
                "SHOW transaction_isolation", "COMMIT", "BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1", "ROLLBACK");
    }

    @Test
    void inAutocommitModesAreTheSessionsDefaults() {
        await(connection.setSession(TransactionOptions.serializable().readOnly()));
        assertThat(await(connection.fetchOne("SHOW transaction_isolation")).getString(0)).isEqualTo("serializable");
        PgException refused = failure(connection.execute("CREATE TABLE never (a int)"), PgException.class);
        assertThat(refused.sqlState()).contains("25006");
        await(connection.autocommit(false));
        await(connection.autocommit(true));
        assertThat(logged()).containsExactly("SET default_transaction_isolation TO 'SERIALIZABLE'",
                "SET default_transaction_read_only TO 'on'", "SHOW transaction_isolation", "CREATE TABLE never (a int)",
                "SET default_transaction_isolation TO DEFAULT", "SET default_transaction_read_only TO DEFAULT",
                "SET default_transaction_isolation TO 'SERIALIZABLE'", "SET default_transaction_read_only TO 'on'");
    }

    @Test
    void settingsInsideATransactionAreRefused() {
        await(connection.execute("BEGIN"));
        ProgrammingException refused = failure(connection.autocommit(false), ProgrammingException.class);
        assertThat(refused).hasMessageContaining("cannot be used inside a transaction");
        failure(connection.setSession(TransactionOptions.serializable()), ProgrammingException.class);
        assertThat(connection.autocommit()).isTrue();
        assertThat(connection.transactionOptions()).isEqualTo(TransactionOptions.defaults());
        await(connection.rollback());
        assertThat(logged()).containsExactly("BEGIN", "ROLLBACK");
    }

    @Test
    void setIsolationLevelRollsBackAndLeavesAutocommit() {
        await(connection.execute("BEGIN"));
        await(connection.setIsolationLevel(IsolationLevel.REPEATABLE_READ));
        assertThat(connection.autocommit()).isFalse();
        await(connection.execute("SELECT 1"));
        assertThat(logged()).containsExactly("BEGIN", "ROLLBACK", "BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1");
    }

    @Test
    void onlyUtf8IsSafe() {
        await(connection.setClientEncoding("utf-8"));
        assertThat(logged()).isEmpty();
        NotSupportedException refused = failure(connection.setClientEncoding("LATIN1"), NotSupportedException.class);
        assertThat(refused).hasMessageContaining("must be UTF8");
        await(connection.execute("SET client_encoding TO 'LATIN1'"));
        await(connection.setClientEncoding("UNICODE"));
        assertThat(connection.parameterStatus("client_encoding")).contains("UTF8");
        assertThat(await(connection.fetchOne("SELECT %s", "\u2603")).getString(0)).isEqualTo("\u2603");
    }

    @Test
    void resetUndoesSettingsAndKeepsAutocommit() {
        await(connection.setSession(TransactionOptions.serializable(), false));
        await(connection.execute("SET application_name = 'changed'"));
        await(connection.reset());
        assertThat(connection.transactionOptions()).isEqualTo(TransactionOptions.defaults());
        assertThat(await(connection.fetchOne("SHOW application_name")).getString(0)).isNotEqualTo("changed");
        assertThat(logged()).containsExactly("BEGIN ISOLATION LEVEL SERIALIZABLE", "SET application_name = 'changed'", "ABORT",
                "DISCARD ALL", "BEGIN", "SHOW application_name");
    }

    @Test
    void commitEndsATransactionBegunByHand() {
        await(connection.execute("BEGIN"));
        assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
        await(connection.commit());
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        assertThat(logged()).containsExactly("BEGIN", "COMMIT");
    }

    @Test
    void severalStatementsInOneTextAreWaitedForBeforeTheNextBegins() {
        await(connection.autocommit(false));
        await(connection.execute("CREATE TEMP TABLE s (a int); COMMIT"));
        together(connection.execute("INSERT INTO s VALUES (1); ROLLBACK"), connection.execute("INSERT INTO s VALUES (2)"),
                connection.rollback());
        assertThat(await(connection.fetchOne("SELECT count(*) FROM s")).getLong(0)).isZero();
    }

    @Test
    void nextBorrowerFindsAutocommitAndDefaults() {
        PgPool pool = sessions.pool(1);
        int pid = await(pool.withConnection(c -> c.setSession(TransactionOptions.serializable(), false)
                .chain(() -> c.execute("CREATE TABLE IF NOT EXISTS left_open (a int)")).replaceWith(c.backendPid())));
        await(pool.withConnection(c -> c.fetchOne("SHOW default_transaction_isolation").invoke(row -> {
            assertThat(c.backendPid()).isEqualTo(pid);
            assertThat(c.autocommit()).isTrue();
            assertThat(c.transactionOptions()).isEqualTo(TransactionOptions.defaults());
            assertThat(row.getString(0)).isEqualTo("read committed");
        })));
        assertThat(sessions.logged(pid)).startsWith("BEGIN ISOLATION LEVEL SERIALIZABLE",
                "CREATE TABLE IF NOT EXISTS left_open (a int)", "ROLLBACK").contains("SHOW default_transaction_isolation");
        assertThat(await(pool.fetchOne("SELECT to_regclass('left_open')")).isNull(0)).isTrue();
    }

    @Test
    void hookThatLeavesATransactionOpenIsToldSo() {
        PgException refused = failure(sessions.poolWithHook(c -> c.execute("BEGIN").replaceWithVoid()).fetchOne("SELECT 1"),
                PgException.class);
        assertThat(refused).hasMessageContaining("left a transaction open");
    }
}
