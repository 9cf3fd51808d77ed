package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.condition.DivisionByZeroException;
import io.quarkiverse.psycopg.error.condition.SyntaxException;

/**
 * The recorded behaviour of psycopg's asynchronous connections (async-0001 to async-0006) and of its green mode (async-0007).
 * What it refuses works here, and is asked for.
 */
class AsynchronousModeTest extends CursorTests {

    @Test
    @DisplayName("async-0001: a connection is used when it is there, and tells whether it executes")
    void connectAndPoll() {
        assertThat(connection.isExecuting()).isFalse();
        assertThat(connection.autocommit()).isTrue();
        assertThatThrownBy(() -> await(driver.connect("host=127.0.0.1 port=1 user=x dbname=x").map(PgConnection::cursor)))
                .isInstanceOf(OperationalException.class);
    }

    /** There everything but mogrify is refused while a statement runs; here it waits its turn. */
    @Test
    @DisplayName("async-0002: execute returns at once; what follows waits for it")
    void executeReturnsAtOnce() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> running = cursor.execute("select pg_sleep(0.3), 5").subscribeAsCompletionStage();
        assertThat(connection.isExecuting()).isTrue();
        assertThat(cursor.mogrify("select %s", 1)).isEqualTo("select 1");
        CompletableFuture<List<Row>> rows = cursor.fetchAll().subscribeAsCompletionStage();
        CompletableFuture<Void> other = connection.cursor().execute("select 1").subscribeAsCompletionStage();
        assertThat(rows.orTimeout(30, TimeUnit.SECONDS).join().get(0).getInt(1)).isEqualTo(5);
        assertThat(running).isCompleted();
        other.orTimeout(30, TimeUnit.SECONDS).join();
        until("all is done", () -> !connection.isExecuting());
        await(cursor.scroll(-1));
        assertThat(await(cursor.fetchOne()).getInt(1)).isEqualTo(5);
    }

    @Test
    @DisplayName("async-0003: operations that are forbidden there")
    void forbiddenOperations() {
        await(connection.execute("create temp table async_3 (a int)"));
        await(connection.cursor().executeMany("insert into async_3 values (%s)", List.of(Args.of(1), Args.of(2))));
        assertThat(await(connection.fetchOne("select count(*) from async_3")).getLong(0)).isEqualTo(2);
        await(connection.commit());
        await(connection.rollback());
        await(connection.setSession(TransactionOptions.defaults()));
        await(connection.cancel());
        await(connection.inTransaction(inner -> inner.execute("insert into async_3 values (3)")));
        assertThatThrownBy(() -> await(connection.cursor().scroll(1))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("out of bounds");
        assertThat(await(connection.cursor().nextSet())).isFalse();
        await(connection.reset());
    }

    @Test
    @DisplayName("async-0004: errors, status, several statements, closing while executing")
    void errorsAndStatus() {
        PgCursor cursor = connection.cursor();
        assertThatThrownBy(() -> await(cursor.execute("select 1/0"))).isInstanceOf(DataException.class);
        await(cursor.execute("select 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        await(cursor.execute("begin"));
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INTRANS);
        assertThatThrownBy(() -> await(cursor.execute("selec"))).isInstanceOf(SyntaxException.class);
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INERROR);
        await(cursor.execute("rollback"));
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        await(cursor.execute("select 1; select 2"));
        assertThat(ints(await(cursor.fetchAll()))).containsExactly(2);
        CompletableFuture<Void> running = cursor.execute("select pg_sleep(60)").subscribeAsCompletionStage();
        await(connection.close());
        assertThat(running.handle((done, failure) -> failure != null).orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
        assertThatThrownBy(() -> await(connection.execute("select 1"))).isInstanceOf(InterfaceException.class);
    }

    @Test
    @DisplayName("async-0005: notifications and notices come while nothing is executed")
    void notifyAndNotices() {
        await(connection.execute("listen async_0005"));
        PgConnection sender = await(driver.connect(server()));
        await(sender.execute("notify async_0005, 'x'"));
        until("it has come", () -> !connection.notifies().isEmpty());
        assertThat(connection.notifies().poll().payload()).isEqualTo("x");
        await(connection.execute("do $$ begin raise notice 'hey'; end $$"));
        assertThat(connection.notices().get(0).messagePrimary()).contains("hey");
        await(sender.close());
    }

    @Test
    @DisplayName("async-0006: connections that fail, and one that is terminated while executing")
    void connectionFailures() {
        assertThatThrownBy(() -> await(driver.connect("host=127.0.0.1 port=1 user=x dbname=x")))
                .isInstanceOf(OperationalException.class);
        assertThatThrownBy(() -> await(driver.connect(server().toBuilder().user("nosuchuser").build())))
                .isInstanceOf(OperationalException.class);
        PgCursor cursor = connection.cursor();
        assertThatThrownBy(() -> await(cursor.execute("select pg_terminate_backend(pg_backend_pid())")))
                .isInstanceOf(OperationalException.class).hasMessageContaining("terminating connection");
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> await(cursor.execute("select 1"))).isInstanceOf(InterfaceException.class);
    }

    /** Green mode waits by a callback; here any caller waits as it likes, and everything works. */
    @Test
    @DisplayName("async-0007: statements, commit, named cursors and errors for callers that wait")
    void greenMode() {
        await(connection.autocommit(false));
        PgCursor cursor = connection.cursor();
        await(cursor.execute("select 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        await(connection.commit());
        PgCursor named = connection.cursor("green");
        await(named.execute("select generate_series(1,3)"));
        assertThat(ints(await(named.fetchAll()))).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> await(cursor.execute("select 1/0"))).isInstanceOf(DivisionByZeroException.class);
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.INERROR);
        await(connection.rollback());
        assertThat(connection.isClosed()).isFalse();
    }
}
