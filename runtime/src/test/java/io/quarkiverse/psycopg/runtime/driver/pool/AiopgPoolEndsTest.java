package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.smallrye.mutiny.Uni;

/** The recorded behaviour of aiopg's pool: returning, losing and replacing connections, and the pool's end. */
class AiopgPoolEndsTest extends RecordedPools {

    /** A borrower's close gives the connection back here, so that what is closed there is a lost connection here. */
    @Test
    @DisplayName("pool-0014, pool-0046: connections that are lost while borrowed are not kept; the minimum is refilled")
    void lostWhileBorrowed() {
        PgPool pool = pool(3, 10);
        PgConnection a = acquire(pool);
        PgConnection b = acquire(pool);
        kill(List.of(a.backendPid(), b.backendPid()));
        until("both are known to be lost", () -> a.isClosed() && b.isClosed());
        release(a);
        release(b);
        untilSizes(pool, 3, 3);
        PgConnection c = acquire(pool);
        assertThat(c.backendPid()).isNotIn(a.backendPid(), b.backendPid());
        assertThat(sizes(pool, 3, 2)).isTrue();
    }

    /** There an AssertionError. A repeated close is without effect here, so that every path of an error may close. */
    @Test
    @DisplayName("pool-0015: giving back twice gives back once; use after it is refused")
    void releasedTwice() {
        PgPool pool = pool(1, 1);
        PgConnection connection = acquire(pool);
        release(connection);
        PgConnection next = acquire(pool);
        release(connection);
        assertThat(sizes(pool, 1, 0)).isTrue();
        assertThat(next.isClosed()).isFalse();
        assertThatThrownBy(() -> await(connection.fetchOne("SELECT 1"))).isInstanceOf(InterfaceException.class);
        assertThat(await(next.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
    }

    /** A connection knows where it goes back to: it cannot be given to a pool that it is not from. */
    @Test
    @DisplayName("pool-0016: a connection of its own does not touch the pool")
    void foreignConnection() {
        PgPool pool = pool(1, 10);
        PgConnection foreign = await(driver.connect(server()));
        await(foreign.close());
        assertThat(foreign.isClosed()).isTrue();
        assertThat(sizes(pool, 1, 1)).isTrue();
    }

    /** There the connection is closed with a warning. */
    @Test
    @DisplayName("pool-0017, pool-0018 (D18): an open or failed transaction is rolled back, and the connection kept")
    void releasedInTransaction() {
        PgPool pool = pool(1, 1);
        await(pool.execute("DROP TABLE IF EXISTS aiopg_left; CREATE TABLE aiopg_left (id int)"));
        PgConnection open = acquire(pool);
        await(open.execute("BEGIN"));
        await(open.execute("INSERT INTO aiopg_left VALUES (1)"));
        release(open);
        PgConnection failed = acquire(pool);
        assertThat(failed.backendPid()).isEqualTo(open.backendPid());
        assertThat(failed.transactionStatus()).isEqualTo(TransactionStatus.IDLE);
        assertThat(await(failed.fetchOne("SELECT count(*) FROM aiopg_left")).getLong(0)).isZero();
        await(failed.execute("BEGIN"));
        assertThatThrownBy(() -> await(failed.fetchOne("SELECT 1/0"))).isInstanceOf(PgException.class);
        release(failed);
        PgConnection last = acquire(pool);
        assertThat(last.backendPid()).isEqualTo(open.backendPid());
        assertThat(await(last.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        await(last.execute("DROP TABLE aiopg_left"));
    }

    /** There the connection is closed under the statement. */
    @Test
    @DisplayName("pool-0019 (D18): a statement that runs at the return is waited for; the next user comes behind it")
    void releasedWhileRunning() {
        PgPool pool = pool(1, 1);
        PgConnection connection = acquire(pool);
        CompletableFuture<Row> running = connection.fetchOne("SELECT pg_sleep(0.3), 7").subscribeAsCompletionStage();
        until("it runs", connection::isExecuting);
        release(connection);
        PgConnection next = acquire(pool);
        assertThat(await(next.fetchOne("SELECT 8")).getInt(0)).isEqualTo(8);
        assertThat(running.join().getInt(1)).isEqualTo(7);
        assertThat(next.backendPid()).isEqualTo(connection.backendPid());
    }

    @Test
    @DisplayName("pool-0020 (D18): a former user's settings are not the next one's")
    void sessionStateIsReset() {
        PgPool pool = pool(1, 1);
        PgConnection connection = acquire(pool);
        String before = await(connection.fetchOne("SHOW application_name")).getString(0);
        await(connection.execute("SET application_name TO 'leak'"));
        release(connection);
        PgConnection next = acquire(pool);
        assertThat(next.backendPid()).isEqualTo(connection.backendPid());
        assertThat(await(next.fetchOne("SHOW application_name")).getString(0)).isEqualTo(before);
    }

    /** Closing and waiting for the end are one operation, a Uni: there is no wait without a close (pool-0022). */
    @Test
    @DisplayName("pool-0021, pool-0022, pool-0038, pool-0039: a closed pool refuses; closing again is without effect")
    void closed() {
        PgPool pool = pool(1, 10);
        Uni<Void> unasked = pool.close();
        assertThat(pool.isClosed()).isFalse();
        await(unasked);
        assertThat(pool.isClosed()).isTrue();
        untilSizes(pool, 0, 0);
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(InterfaceException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> await(pool.fetchOne("SELECT 1"))).isInstanceOf(InterfaceException.class);
        assertThatThrownBy(() -> await(pool.execute("SELECT 1"))).isInstanceOf(InterfaceException.class);
        await(pool.close());
        await(pool.terminate());
    }

    @Test
    @DisplayName("pool-0023, pool-0024: close ends when the last borrowed connection is back, which works until then")
    void closeWaits() {
        PgPool pool = pool(2, 10);
        PgConnection c1 = acquire(pool);
        PgConnection c2 = acquire(pool);
        CompletableFuture<Void> closing = pool.close().subscribeAsCompletionStage();
        assertThat(pool.isClosed()).isTrue();
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(InterfaceException.class);
        release(c1);
        untilSizes(pool, 1, 0);
        assertThat(closing).isNotDone();
        assertThat(await(c2.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        release(c2);
        await(Uni.createFrom().completionStage(closing));
        assertThat(sizes(pool, 0, 0)).isTrue();
        assertThat(c2.isClosed()).isTrue();
    }

    @Test
    @DisplayName("pool-0025: terminate closes borrowed connections at once")
    void terminate() {
        PgPool pool = pool(2, 10);
        PgConnection connection = acquire(pool);
        await(pool.terminate());
        assertThat(sizes(pool, 0, 0)).isTrue();
        until("the borrowed connection is closed", connection::isClosed);
        assertThatThrownBy(() -> await(connection.fetchOne("SELECT 1"))).isInstanceOf(PgException.class);
        release(connection);
        release(connection);
        assertThat(sizes(pool, 0, 0)).isTrue();
    }

    /** There one who waits waits for ever after terminate, and still gets a connection after close. */
    @Test
    @DisplayName("pool-0026, pool-0028 (D18): those who wait fail when the pool is closed or terminated")
    void waitersFail() {
        PgPool terminated = pool(1, 1);
        acquire(terminated);
        CompletableFuture<PgConnection> first = waiter(terminated);
        await(terminated.terminate());
        assertThat(first).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().havingCause()
                .isInstanceOf(InterfaceException.class);
        PgPool closed = pool(1, 1);
        PgConnection connection = acquire(closed);
        CompletableFuture<PgConnection> second = waiter(closed);
        CompletableFuture<Void> closing = closed.close().subscribeAsCompletionStage();
        assertThat(second).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().havingCause()
                .isInstanceOf(InterfaceException.class);
        release(connection);
        await(Uni.createFrom().completionStage(closing));
    }

    /** There the minimum is refilled at the next acquire; here at once. */
    @Test
    @DisplayName("pool-0027: clear closes what is idle, leaves what is borrowed, and the minimum is opened anew")
    void clear() {
        PgPool pool = pool(3, 10);
        PgConnection connection = acquire(pool);
        await(pool.clear());
        assertThat(connection.isClosed()).isFalse();
        untilSizes(pool, 3, 2);
        assertThat(pool.statistics().created()).isEqualTo(5);
        assertThat(pool.statistics().closed()).isEqualTo(2);
        release(connection);
        assertThat(acquire(pool).backendPid()).isEqualTo(connection.backendPid());
    }

    @Test
    @DisplayName("pool-0029: idle connections that the server ended are replaced before they are lent")
    void lostWhileIdle() {
        PgPool pool = pool(3, 10);
        List<PgConnection> all = List.of(acquire(pool), acquire(pool), acquire(pool));
        List<Integer> pids = all.stream().map(PgConnection::backendPid).toList();
        all.forEach(RecordedPools::release);
        kill(pids);
        until("all are replaced", () -> pool.statistics().closed() == 3 && pool.statistics().idle() == 3);
        PgConnection next = acquire(pool);
        assertThat(next.backendPid()).isNotIn(pids);
        assertThat(await(next.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("pool-0030 (D16): a borrowed connection that the server ended says so, and is replaced")
    void brokenWhileBorrowed() {
        PgPool pool = pool(1, 10);
        PgConnection connection = acquire(pool);
        kill(List.of(connection.backendPid()));
        until("the end is known", connection::isClosed);
        assertThatThrownBy(() -> await(connection.fetchOne("SELECT 1"))).isInstanceOf(InterfaceException.class)
                .hasMessageContaining("administrator command")
                .satisfies(e -> assertThat(((PgException) e.getCause()).sqlState()).contains("57P01"));
        release(connection);
        PgConnection next = acquire(pool);
        assertThat(next.isClosed()).isFalse();
        assertThat(next.backendPid()).isNotEqualTo(connection.backendPid());
    }

    @Test
    @DisplayName("pool-0031: a connection past its lifetime is replaced")
    void recycle() {
        PgPool pool = pool(options -> options.minSize(1).maxSize(1).maxLifetime(Duration.ofSeconds(2)));
        PgConnection first = acquire(pool);
        release(first);
        PgConnection again = acquire(pool);
        assertThat(again.backendPid()).isEqualTo(first.backendPid());
        release(again);
        until("it is replaced", () -> pool.statistics().created() == 2 && pool.statistics().idle() == 1);
        PgConnection next = acquire(pool);
        assertThat(next.backendPid()).isNotEqualTo(first.backendPid());
    }

    /** There 0 replaces at every use; here 0 is never, as for all times, and the shortest time replaces at every use. */
    @Test
    @DisplayName("pool-0032: a lifetime of next to nothing replaces at every use, and still lends")
    void shortestLife() {
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().maxSize(1)
                .maxLifetime(Duration.ofNanos(1)).build());
        PgConnection first = acquire(pool);
        release(first);
        PgConnection next = acquire(pool);
        assertThat(next.backendPid()).isNotEqualTo(first.backendPid());
        PgPool forEver = pool(options -> options.minSize(1).maxSize(1).maxLifetime(Duration.ZERO));
        PgConnection kept = acquire(forEver);
        release(kept);
        assertThat(acquire(forEver).backendPid()).isEqualTo(kept.backendPid());
    }

    @Test
    @DisplayName("pool-0045: clear of a pool that is being closed ends, and so does the close")
    void clearWhileClosing() {
        PgPool pool = pool(2, 10);
        PgConnection connection = acquire(pool);
        CompletableFuture<Void> closing = pool.close().subscribeAsCompletionStage();
        await(pool.clear());
        assertThat(closing).isNotDone();
        CompletableFuture<CommandTag> last = connection.execute("SELECT 1").subscribeAsCompletionStage();
        assertThat(last.join().toString()).contains("SELECT 1");
        release(connection);
        await(Uni.createFrom().completionStage(closing));
        assertThat(pool.isClosed()).isTrue();
        assertThat(sizes(pool, 0, 0)).isTrue();
    }
}
