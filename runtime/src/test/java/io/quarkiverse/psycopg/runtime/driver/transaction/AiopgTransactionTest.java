package io.quarkiverse.psycopg.runtime.driver.transaction;

import static io.quarkiverse.psycopg.runtime.driver.transaction.Sessions.failure;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.smallrye.mutiny.Uni;

/** The recorded cases of aiopg's transactions on a cursor. Its handle is a function here, so that none is left open. */
class AiopgTransactionTest {

    private final Sessions sessions = new Sessions(TestServer.v18());
    private final PgConnection connection = sessions.connect();
    private final PgCursor cursor = connection.cursor();

    @AfterEach
    void close() {
        sessions.close();
    }

    private static <T> Uni<T> keyError() {
        return Uni.createFrom().failure(new NoSuchElementException("x"));
    }

    private void table() {
        await(cursor.execute("CREATE TEMP TABLE t (a int)"));
    }

    private static Uni<Void> insert(PgCursor cursor, int value) {
        return cursor.execute("INSERT INTO t VALUES (" + value + ")");
    }

    private String rows() {
        await(cursor.execute("SELECT coalesce(string_agg(a::text, ' ' ORDER BY a), '') FROM t"));
        return await(cursor.fetchOne()).getString(0);
    }

    @Test
    @DisplayName("aiopg-0022 transaction begin ok")
    void commits() {
        table();
        await(cursor.begin(c -> insert(c, 1)));
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    @DisplayName("aiopg-0023 transaction begin raise")
    void rollsBack() {
        table();
        assertThatThrownBy(() -> await(cursor.begin(c -> insert(c, 1).chain(() -> keyError()))))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    @DisplayName("aiopg-0024 transaction db error")
    void goesOnAfterAnErrorOfTheServer() {
        assertThat(failure(cursor.begin(c -> c.execute("SELECT 1/0")), DataException.class).sqlState()).contains("22012");
        await(cursor.execute("SELECT 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("aiopg-0025 nested")
    void nests() {
        table();
        await(cursor.beginNested(c -> insert(c, 1)
                .chain(() -> c.beginNested(inner -> insert(inner, 2).chain(() -> keyError()))
                        .onFailure(NoSuchElementException.class).recoverWithNull())
                .chain(() -> insert(c, 3))));
        assertThat(rows()).isEqualTo("1 3");
    }

    @Test
    @DisplayName("aiopg-0026 Transaction object")
    void secondBeginIsRefused() {
        ProgrammingException refused = failure(cursor.begin(TransactionOptions.serializable(), c -> c
                .execute("SHOW transaction_isolation").chain(() -> c.fetchOne())
                .invoke(row -> assertThat(row.getString(0)).isEqualTo("serializable"))
                .chain(() -> c.begin(second -> second.execute("SELECT 1")))), ProgrammingException.class);
        assertThat(refused).hasMessageContaining("use beginNested");
    }

    @Test
    @DisplayName("aiopg-0027 Transaction readonly deferrable")
    void modesHold() {
        PgException refused = failure(
                cursor.begin(TransactionOptions.serializable().readOnly().deferrable(),
                        c -> c.execute("CREATE TABLE zz (a int)")),
                PgException.class);
        assertThat(refused.sqlState()).contains("25006");
        assertThat(sessions.logged(connection)).startsWith("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE");
    }

    @Test
    @DisplayName("aiopg-0028 Transaction isolation levels, aiopg-0030 cursor isolation_level arg")
    void levelsAreNamed() {
        for (IsolationLevel level : new IsolationLevel[] { IsolationLevel.SERIALIZABLE, IsolationLevel.REPEATABLE_READ,
                IsolationLevel.READ_COMMITTED, IsolationLevel.DEFAULT }) {
            await(cursor.begin(TransactionOptions.defaults().isolation(level), c -> c.execute("SELECT 1")));
        }
        assertThat(sessions.logged(connection)).containsExactly("BEGIN ISOLATION LEVEL SERIALIZABLE", "SELECT 1", "COMMIT",
                "BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1", "COMMIT", "BEGIN ISOLATION LEVEL READ COMMITTED",
                "SELECT 1",
                "COMMIT", "BEGIN", "SELECT 1", "COMMIT");
    }

    @Test
    @DisplayName("aiopg-0029 two cursors transaction")
    void otherCursorsAreInIt() {
        PgCursor second = connection.cursor();
        await(cursor.begin(c -> second.execute("SELECT pg_current_xact_id_if_assigned() IS NULL, now() = statement_timestamp()")
                .chain(() -> second.fetchOne())));
        assertThat(sessions.logged(connection)).startsWith("BEGIN").endsWith("COMMIT").hasSize(3);
    }
}
