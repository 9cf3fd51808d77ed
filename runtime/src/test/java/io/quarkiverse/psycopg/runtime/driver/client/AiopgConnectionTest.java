package io.quarkiverse.psycopg.runtime.driver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.ForwardingCursor;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.error.condition.DivisionByZeroException;
import io.quarkiverse.psycopg.error.condition.InvalidCatalogNameException;
import io.quarkiverse.psycopg.error.condition.SyntaxException;
import io.quarkiverse.psycopg.notification.Notification;

/**
 * The recorded behaviour of aiopg's connections and cursors. Each test names its cases; what aiopg refuses because psycopg's
 * asynchronous mode cannot do it works here, and is asked for. Transactions (aiopg-0022 to aiopg-0030) have a test of their
 * own; aiopg-0031, the version of the Python package, has nothing to correspond to.
 */
class AiopgConnectionTest extends CursorTests {

    @Test
    @DisplayName("aiopg-0001: what a new connection tells")
    void connectAttributes() {
        assertThat(connection.isClosed()).isFalse();
        assertThat(connection.autocommit()).isTrue();
        assertThat(connection.transactionOptions().isolation()).isEqualTo(IsolationLevel.DEFAULT);
        assertThat(connection.encoding()).isEqualTo("UTF8");
        assertThat(connection.echo()).isFalse();
        assertThat(connection.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(connection.serverVersion()).isGreaterThanOrEqualTo(180000);
        assertThat(connection.protocolVersion().keyword()).startsWith("3.");
        assertThat(connection.status()).isEqualTo(ConnectionStatus.READY);
        assertThat(connection.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        assertThat(connection.notices()).isEmpty();
        assertThat(connection.cursorFactory()).isSameAs(CursorFactory.PLAIN);
        assertThat(connection.parameterStatus("is_superuser")).contains("on");
        assertThat(connection.backendPid()).isPositive();
    }

    @Test
    @DisplayName("aiopg-0002: what asynchronous connections cannot do there works here")
    void operationsThatAreRefusedThere() {
        await(connection.autocommit(false));
        await(connection.execute("CREATE TEMP TABLE lifted (a int)"));
        await(connection.commit());
        await(connection.execute("INSERT INTO lifted VALUES (1)"));
        await(connection.rollback());
        assertThat(await(connection.fetchOne("SELECT count(*) FROM lifted")).getLong(0)).isZero();
        await(connection.rollback());
        await(connection.setSession(TransactionOptions.serializable()));
        assertThat(await(connection.fetchOne("SHOW transaction_isolation")).getString(0)).isEqualTo("serializable");
        await(connection.rollback());
        await(connection.setIsolationLevel(IsolationLevel.READ_COMMITTED));
        await(connection.reset());
        assertThatThrownBy(() -> await(connection.setClientEncoding("LATIN1"))).isInstanceOf(NotSupportedException.class);
        await(connection.setClientEncoding("UTF8"));
        Xid xid = Xid.of(1, "aiopg-0002", "b");
        await(connection.tpcBegin(xid));
        await(connection.execute("SELECT 1"));
        await(connection.tpcPrepare());
        PgConnection other = await(driver.connect(server()));
        assertThat(await(other.tpcRecover())).anyMatch(found -> found.gtrid().equals("aiopg-0002"));
        await(other.close());
        await(connection.tpcRollback());
        await(connection.cancel());
        await(connection.autocommit(true));
        assertThat(connection.autocommit()).isTrue();
    }

    @Test
    @DisplayName("aiopg-0003: close may be repeated; a closed connection makes no cursor")
    void closing() {
        await(connection.close());
        assertThat(connection.isClosed()).isTrue();
        await(connection.close());
        assertThatThrownBy(() -> connection.cursor()).isInstanceOf(InterfaceException.class)
                .hasMessageContaining("connection already closed");
    }

    @Test
    @DisplayName("aiopg-0004: connections that cannot be had")
    void connectErrors() {
        assertThatThrownBy(() -> await(driver.connect("host=127.0.0.1 port=1 user=x dbname=x")))
                .isInstanceOf(OperationalException.class);
        assertThatThrownBy(() -> await(driver.connect("nonsense"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("=");
        assertThatThrownBy(() -> await(driver.connect(server().toBuilder().user("nosuchuser").build())))
                .isInstanceOf(OperationalException.class);
        assertThatThrownBy(() -> await(driver.connect(server().toBuilder().database("nosuchdb").build())))
                .isInstanceOf(InvalidCatalogNameException.class).hasMessageContaining("nosuchdb");
    }

    @Test
    @DisplayName("aiopg-0005: a cursor's attributes, fetching, scrolling, closing; executemany and nextset work here")
    void cursorBasics() {
        PgCursor cursor = connection.cursor();
        assertThat(cursor.isClosed()).isFalse();
        assertThat(cursor.rowCount()).isEqualTo(-1);
        assertThat(cursor.rowNumber()).isZero();
        assertThat(cursor.arraySize()).isEqualTo(1);
        assertThat(cursor.iterSize()).isEqualTo(2000);
        assertThat(cursor.description()).isEmpty();
        assertThat(cursor.name()).isEmpty();
        assertThat(cursor.scrollable()).isEmpty();
        assertThat(cursor.withHold()).isFalse();
        assertThat(cursor.lastRowId()).isZero();
        assertThat(cursor.query()).isEmpty();
        assertThat(cursor.statusMessage()).isEmpty();
        assertThat(cursor.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(cursor.echo()).isFalse();
        await(cursor.execute("select generate_series(1,5)"));
        assertThat(cursor.rowCount()).isEqualTo(5);
        assertThat(cursor.statusMessage()).contains("SELECT 5");
        assertThat(cursor.description().orElseThrow()).hasSize(1);
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        assertThat(ints(await(cursor.fetchMany(2)))).containsExactly(2, 3);
        await(cursor.scroll(-1));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(3);
        await(cursor.scroll(0, ScrollMode.ABSOLUTE));
        assertThat(ints(await(cursor.fetchAll()))).containsExactly(1, 2, 3, 4, 5);
        assertThat(await(cursor.fetchOne())).isNull();
        assertThatThrownBy(() -> await(cursor.scroll(10))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("out of bounds");
        assertThat(await(cursor.nextSet())).isFalse();
        cursor.setInputSizes(1);
        cursor.setOutputSize(1);
        assertThat(cursor.mogrify("select %s", "x")).isEqualTo("select 'x'");
        await(cursor.executeMany("select %s", List.of(Args.of(1))));
        assertThat(cursor.rowCount()).isEqualTo(1);
        await(cursor.callProc("lower", "X"));
        assertThat(await(cursor.fetchOne()).getString(0)).isEqualTo("x");
        await(cursor.close());
        assertThat(cursor.isClosed()).isTrue();
        assertThatThrownBy(() -> await(cursor.execute("select 1"))).isInstanceOf(InterfaceException.class)
                .hasMessage("cursor already closed");
        assertThatThrownBy(() -> await(cursor.fetchOne())).isInstanceOf(InterfaceException.class);
    }

    @Test
    @DisplayName("aiopg-0006: iteration")
    void iteration() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("select generate_series(1,3)"));
        assertThat(ints(await(cursor.rows().collect().asList()))).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("aiopg-0007: errors leave the connection usable")
    void errors() {
        PgCursor cursor = connection.cursor();
        assertThatThrownBy(() -> await(cursor.execute("select 1/0"))).isInstanceOf(DivisionByZeroException.class);
        await(cursor.execute("select 2"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(2);
        assertThatThrownBy(() -> await(cursor.execute(""))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("can't execute an empty query");
        assertThatThrownBy(() -> await(cursor.execute("select %s"))).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> await(cursor.execute("select %s", 1, 2))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.execute("select %(a)s", Args.named(Map.of()))))
                .isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> await(cursor.fetchAll())).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("no results to fetch");
    }

    @Test
    @DisplayName("aiopg-0008: arguments by position and by name, and the query with them")
    void params() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("select %s, %s", 1, "it's"));
        Row row = await(cursor.fetchOne());
        assertThat(row.getInt(0)).isEqualTo(1);
        assertThat(row.getString(1)).isEqualTo("it's");
        await(cursor.execute("select %(a)s", Args.named(Map.of("a", 5))));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(5);
        assertThat(cursor.query()).contains("select 5");
    }

    /** There the connection is closed; here the statement ends on the server, and the connection goes on. */
    @Test
    @DisplayName("aiopg-0009, aiopg-0010: the connection's timeout, and one for a single statement")
    void timeouts() {
        PgConnection hasty = await(driver.connect(server().toBuilder().queryTimeout(Duration.ofMillis(200)).build()));
        PgCursor cursor = hasty.cursor();
        assertThatThrownBy(() -> await(cursor.execute("select pg_sleep(30)"))).isInstanceOf(QueryTimeoutException.class);
        assertThat(hasty.isClosed()).isFalse();
        await(hasty.close());
        PgCursor patient = connection.cursor();
        assertThatThrownBy(() -> await(patient.executeWithin(Duration.ofMillis(200), "select pg_sleep(30)", Args.none())))
                .isInstanceOf(QueryTimeoutException.class);
        await(patient.execute("select 1"));
        assertThat(await(patient.fetchOne()).getInt(0)).isEqualTo(1);
    }

    /** There the connection is closed; here the statement is cancelled on the server. */
    @Test
    @DisplayName("aiopg-0011: a cancelled execute")
    void cancelledExecute() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> running = cursor.execute("select pg_sleep(60)").subscribeAsCompletionStage();
        until("it runs", () -> connection.isExecuting());
        running.cancel(true);
        assertThat(running).isCancelled();
        until("it has ended", () -> !connection.isExecuting());
        assertThat(connection.isClosed()).isFalse();
        await(cursor.execute("select 1"));
    }

    /** There the second one is refused; here it waits its turn. */
    @Test
    @DisplayName("aiopg-0012: two executes at once")
    void twoExecutesAtOnce() {
        PgCursor cursor = connection.cursor();
        CompletableFuture<Void> first = cursor.execute("select pg_sleep(0.3)").subscribeAsCompletionStage();
        await(cursor.execute("select 1"));
        assertThat(first).isCompleted();
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("aiopg-0013: two cursors on one connection; both stay open")
    void twoCursors() {
        PgCursor one = connection.cursor();
        PgCursor two = connection.cursor();
        await(one.execute("select 1"));
        await(two.execute("select 2"));
        assertThat(one.isClosed()).isFalse();
        assertThat(await(two.fetchOne()).getInt(0)).isEqualTo(2);
        assertThat(await(one.fetchOne()).getInt(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("aiopg-0014: named cursors work here")
    void namedCursor() {
        await(connection.execute("begin"));
        PgCursor cursor = connection.cursor("n");
        await(cursor.execute("select 1"));
        assertThat(await(cursor.fetchOne()).getInt(0)).isEqualTo(1);
        await(connection.execute("commit"));
    }

    @Test
    @DisplayName("aiopg-0015: a cursor for a block is closed behind it")
    void cursorBlocks() {
        PgCursor[] seen = new PgCursor[1];
        Row row = await(connection.withCursor(cursor -> {
            seen[0] = cursor;
            return cursor.execute("select 1").chain(() -> cursor.fetchOne());
        }));
        assertThat(row.getInt(0)).isEqualTo(1);
        assertThat(seen[0].isClosed()).isTrue();
    }

    @Test
    @DisplayName("aiopg-0016: a connection that is opened is closed")
    void connectionContext() {
        PgConnection other = await(driver.connect(server()));
        boolean before = other.isClosed();
        await(other.close());
        assertThat(List.of(before, other.isClosed())).containsExactly(false, true);
    }

    @Test
    @DisplayName("aiopg-0017: cursor factories per connection and per cursor; rows as maps")
    void cursorFactories() {
        connection.cursorFactory(plain -> new ForwardingCursor(plain) {
        });
        PgCursor cursor = connection.cursor();
        assertThat(cursor).isInstanceOf(ForwardingCursor.class);
        await(cursor.execute("select 1 as a"));
        assertThat(await(cursor.fetchOne()).get("a")).isEqualTo(1);
        PgCursor other = connection.cursor(CursorOptions.builder().factory(CursorFactory.PLAIN).build());
        await(other.execute("select 1 as a"));
        Map<String, Object> map = await(other.fetchOne(Row::toMap));
        assertThat(map).containsExactly(Map.entry("a", 1));
    }

    @Test
    @DisplayName("aiopg-0018: the server closes the connection")
    void serverCloses() {
        PgCursor cursor = connection.cursor();
        fromOutside("SELECT pg_terminate_backend(%s, 20000)::int", connection.backendPid());
        until("the loss is seen", () -> connection.isClosed());
        assertThatThrownBy(() -> await(cursor.execute("select 1"))).isInstanceOf(InterfaceException.class)
                .hasMessage("cursor already closed");
        assertThatThrownBy(() -> await(connection.execute("select 1"))).isInstanceOf(InterfaceException.class)
                .hasMessageContaining("connection already closed");
    }

    @Test
    @DisplayName("aiopg-0019: notifications, in order, and the end of the connection while waiting for one")
    void notifies() {
        PgConnection sender = await(driver.connect(server()));
        Queue<Notification> queue = connection.notifies();
        await(connection.cursor().execute("listen aiopg_0019"));
        await(sender.cursor().execute("notify aiopg_0019, 'hello'"));
        await(sender.cursor().execute("notify aiopg_0019"));
        until("both have come", () -> queue.size() == 2);
        assertThat(queue.poll().payload()).isEqualTo("hello");
        assertThat(queue.poll().payload()).isEmpty();
        assertThat(queue).isEmpty();
        CompletableFuture<Notification> waiting = connection.notifications().toUni().subscribeAsCompletionStage();
        await(connection.close());
        assertThat(waiting.handle((item, failure) -> item == null).orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
        await(sender.close());
    }

    @Test
    @DisplayName("aiopg-0020: notices")
    void notices() {
        await(connection.cursor().execute("do $$ begin raise notice 'n1'; end $$"));
        assertThat(connection.notices()).hasSize(1);
        assertThat(connection.notices().get(0).severity()).contains("NOTICE");
        assertThat(connection.notices().get(0).messagePrimary()).contains("n1");
    }

    @Test
    @DisplayName("aiopg-0021: COPY by execute is refused, and the connection goes on")
    void copyByExecute() {
        PgCursor cursor = connection.cursor();
        await(cursor.execute("create temp table t (a int)"));
        assertThatThrownBy(() -> await(cursor.execute("copy t to stdout"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("copy operations");
        assertThatThrownBy(() -> await(cursor.execute("copy t from stdin"))).isInstanceOf(ProgrammingException.class);
        await(cursor.execute("select 1"));
    }

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
