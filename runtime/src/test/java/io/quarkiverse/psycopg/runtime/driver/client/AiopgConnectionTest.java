package io.quarkiverse.psycopg.runtime.driver.client;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.condition.InvalidCatalogNameException;
import io.quarkiverse.psycopg.notification.Notification;

/**
 * The recorded behaviour of aiopg's connections. Each test names its cases; what aiopg refuses because psycopg's asynchronous
 * mode cannot do it works here, and is asked for. Cursors (aiopg-0005 to aiopg-0017 and aiopg-0021), deadlines (aiopg-0009 to
 * aiopg-0012) and transactions (aiopg-0022 to aiopg-0030) have tests of their own; aiopg-0031, the version of the Python
 * package,
 * has nothing to correspond to.
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
    @DisplayName("aiopg-0016: a connection that is opened is closed")
    void connectionContext() {
        PgConnection other = await(driver.connect(server()));
        boolean before = other.isClosed();
        await(other.close());
        assertThat(List.of(before, other.isClosed())).containsExactly(false, true);
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
}
