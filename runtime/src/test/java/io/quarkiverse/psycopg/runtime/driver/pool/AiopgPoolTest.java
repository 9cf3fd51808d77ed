package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.AcquireTimeoutException;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.smallrye.mutiny.Uni;

/** The recorded behaviour of aiopg's pool: sizes, order, waiting, hooks, and use. Each test names its cases. */
class AiopgPoolTest extends RecordedPools {

    /** There one connection is opened ahead, ten at most, and a caller waits for a minute. */
    @Test
    @DisplayName("pool-0001: the defaults are this driver's own; nothing is opened ahead")
    void defaults() {
        PgPool pool = pool(options -> options);
        assertThat(pool.statistics().minSize()).isZero();
        assertThat(pool.statistics().maxSize()).isEqualTo(20);
        assertThat(sizes(pool, 0, 0)).isTrue();
        assertThat(PgPoolOptions.builder().build().acquireTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(server().echo()).isFalse();
        assertThat(pool.isClosed()).isFalse();
    }

    @Test
    @DisplayName("pool-0002: the minimum is opened ahead")
    void minimumIsOpenedAhead() {
        PgPool pool = pool(5, 20);
        assertThat(sizes(pool, 5, 5)).isTrue();
        assertThat(pool.statistics().maxSize()).isEqualTo(20);
    }

    @Test
    @DisplayName("pool-0003: minimum 0 opens on demand and uses again what came back")
    void minimumZero() {
        PgPool pool = pool(0, 10);
        PgConnection first = acquire(pool);
        assertThat(sizes(pool, 1, 0)).isTrue();
        release(first);
        assertThat(sizes(pool, 1, 1)).isTrue();
        PgConnection second = acquire(pool);
        assertThat(second.backendPid()).isEqualTo(first.backendPid());
        PgConnection third = acquire(pool);
        assertThat(sizes(pool, 2, 0)).isTrue();
        release(second);
        assertThat(sizes(pool, 2, 1)).isTrue();
        release(third);
        assertThat(sizes(pool, 2, 2)).isTrue();
    }

    @Test
    @DisplayName("pool-0004: sizes that contradict each other are refused")
    void badSizes() {
        assertThatThrownBy(() -> PgPoolOptions.builder().minSize(-1)).isInstanceOf(PgException.class)
                .hasMessageContaining("min-size");
        assertThatThrownBy(() -> PgPoolOptions.builder().minSize(5).maxSize(2).build()).isInstanceOf(PgException.class)
                .hasMessageContaining("min-size").hasMessageContaining("max-size");
        assertThatThrownBy(() -> PgPoolOptions.builder().minSize(1).maxSize(-1)).isInstanceOf(PgException.class)
                .hasMessageContaining("max-size");
    }

    @Test
    @DisplayName("pool-0005: maximum 0 is no bound")
    void maximumZeroIsUnbounded() {
        PgPool pool = pool(0, 0);
        assertThat(pool.statistics().maxSize()).isZero();
        List<PgConnection> borrowed = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            borrowed.add(acquire(pool));
        }
        assertThat(sizes(pool, 15, 0)).isTrue();
        borrowed.forEach(RecordedPools::release);
        assertThat(sizes(pool, 15, 15)).isTrue();
    }

    /** Making a pool waits for nothing, so that its error comes to the one who acquires: the server may still be starting. */
    @Test
    @DisplayName("pool-0006: a server that refuses is an OperationalException for the one who acquires")
    void serverThatRefuses() {
        PgPool pool = driver.createPool(PgConnectOptions.parse("host=127.0.0.1 port=1 user=x dbname=x sslmode=disable"),
                PgPoolOptions.builder().acquireTimeout(Duration.ofMillis(300)).build());
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(OperationalException.class)
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
        assertThat(sizes(pool, 0, 0)).isTrue();
    }

    @Test
    @DisplayName("pool-0007, pool-0036, pool-0040, pool-0041: a borrowed connection works and comes back, by every way to borrow")
    void borrowedConnectionWorks() {
        PgPool pool = pool(3, 10);
        PgConnection connection = acquire(pool);
        assertThat(sizes(pool, 3, 2)).isTrue();
        assertThat(connection.isClosed()).isFalse();
        assertThat(await(connection.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        release(connection);
        assertThat(sizes(pool, 3, 3)).isTrue();
        // There the object of the former user stays usable; here it does not reach the next user's session.
        assertThat(connection.isClosed()).isTrue();
        int idleInside = await(pool.withConnection(inside -> Uni.createFrom().item(() -> pool.statistics().idle())));
        assertThat(idleInside).isEqualTo(2);
        assertThat(await(pool.fetchOne("SELECT 1")).getInt(0)).isEqualTo(1);
        assertThat(await(pool.withTimeout(Duration.ofMillis(5000)).fetchOne("SELECT 2")).getInt(0)).isEqualTo(2);
        assertThat(sizes(pool, 3, 3)).isTrue();
    }

    /** There the one that has been idle longest. The warmest lets those that are not needed reach their idle timeout. */
    @Test
    @DisplayName("pool-0008: the connection that came back last is lent first")
    void warmestFirst() {
        PgPool pool = pool(3, 10);
        PgConnection a = acquire(pool);
        PgConnection b = acquire(pool);
        PgConnection c = acquire(pool);
        release(b);
        release(a);
        release(c);
        assertThat(acquire(pool).backendPid()).isEqualTo(c.backendPid());
        assertThat(acquire(pool).backendPid()).isEqualTo(a.backendPid());
        assertThat(acquire(pool).backendPid()).isEqualTo(b.backendPid());
    }

    @Test
    @DisplayName("pool-0009, pool-0013: grows to its maximum; one who gives up waiting takes no connection along")
    void growsOnDemand() {
        PgPool pool = pool(1, 3);
        PgConnection a = acquire(pool);
        acquire(pool);
        acquire(pool);
        assertThat(sizes(pool, 3, 0)).isTrue();
        assertThatThrownBy(() -> await(pool.acquire().ifNoItem().after(Duration.ofMillis(200)).fail()))
                .isInstanceOf(io.smallrye.mutiny.TimeoutException.class);
        waiter(pool).cancel(true);
        until("nobody waits", () -> pool.statistics().pending() == 0);
        release(a);
        untilSizes(pool, 3, 1);
        assertThat(acquire(pool).backendPid()).isEqualTo(a.backendPid());
    }

    @Test
    @DisplayName("pool-0010: one who waits gets what comes back")
    void acquireWaitsForRelease() {
        PgPool pool = pool(1, 1);
        PgConnection a = acquire(pool);
        CompletableFuture<PgConnection> waiting = waiter(pool);
        assertThat(waiting).isNotDone();
        release(a);
        assertThat(await(Uni.createFrom().completionStage(waiting)).backendPid()).isEqualTo(a.backendPid());
        assertThat(sizes(pool, 1, 0)).isTrue();
    }

    @Test
    @DisplayName("pool-0011: those who wait are served in their order")
    void waitersAreServedInOrder() {
        PgPool pool = pool(1, 1);
        PgConnection a = acquire(pool);
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            all.add(waiter(pool).thenCompose(connection -> {
                order.add(number);
                return connection.close().subscribeAsCompletionStage();
            }));
        }
        release(a);
        all.forEach(one -> await(Uni.createFrom().completionStage(one)));
        assertThat(order).containsExactly(0, 1, 2, 3);
        untilSizes(pool, 1, 1);
    }

    @Test
    @DisplayName("pool-0012: waiting ends at the acquire timeout, and the pool goes on")
    void acquireTimeout() {
        PgPool pool = pool(options -> options.minSize(1).maxSize(1).acquireTimeout(Duration.ofMillis(200)));
        PgConnection a = acquire(pool);
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(AcquireTimeoutException.class).hasMessageContaining("200 ms");
        assertThat(pool.statistics().acquireTimeouts()).isEqualTo(1);
        release(a);
        assertThat(acquire(pool).backendPid()).isEqualTo(a.backendPid());
    }

    @Test
    @DisplayName("pool-0034: onConnect runs once per connection")
    void onConnectRunsOncePerConnection() {
        AtomicInteger calls = new AtomicInteger();
        PgPool pool = pool(options -> options.minSize(2).onConnect(connection -> {
            calls.incrementAndGet();
            return connection.execute("SELECT 1").replaceWithVoid();
        }));
        assertThat(calls).hasValue(2);
        release(acquire(pool));
        assertThat(calls).hasValue(2);
    }

    @Test
    @DisplayName("pool-0035: what onConnect throws reaches the one who acquires, at once")
    void onConnectThatThrows() {
        PgPool pool = driver.createPool(server(), PgPoolOptions.builder().onConnect(connection -> {
            throw new IllegalArgumentException("x");
        }).build());
        long start = System.nanoTime();
        assertThatThrownBy(() -> acquire(pool)).isInstanceOf(InterfaceException.class).hasMessageContaining("onConnect")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(sizes(pool, 0, 0)).isTrue();
    }

    /** Of this driver: a hook that fails or throws discards the connection and leaves its slot. */
    @Test
    void onAcquireThatThrowsKeepsNoSlot() {
        AtomicInteger calls = new AtomicInteger();
        PgPool pool = pool(options -> options.maxSize(1).onAcquire(connection -> {
            if (calls.incrementAndGet() % 2 == 1) {
                throw new IllegalArgumentException("x");
            }
            return Uni.createFrom().voidItem();
        }));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> acquire(pool)).isInstanceOf(IllegalArgumentException.class);
            release(acquire(pool));
        }
        untilSizes(pool, 1, 1);
        assertThat(pool.statistics().created()).isEqualTo(4);
    }

    @Test
    @DisplayName("pool-0037: work that fails gives its connection back")
    void workThatFails() {
        PgPool pool = pool(1, 10);
        assertThatThrownBy(() -> await(pool.withConnection(connection -> {
            throw new IllegalStateException("x");
        }))).isInstanceOf(IllegalStateException.class).hasMessage("x");
        untilSizes(pool, 1, 1);
    }

    /** There both close the connection; here the statement is cancelled on the server, and the connection goes on. */
    @Test
    @DisplayName("pool-0033, pool-0042: a statement that runs into its timeout costs no connection")
    void queryTimeout() {
        PgPool pool = driver.createPool(server().toBuilder().queryTimeout(Duration.ofMillis(200)).build(),
                PgPoolOptions.builder().maxSize(1).build());
        PgConnection connection = acquire(pool);
        assertThatThrownBy(() -> await(connection.fetchOne("SELECT pg_sleep(5)"))).isInstanceOf(QueryTimeoutException.class);
        assertThat(connection.isClosed()).isFalse();
        release(connection);
        assertThatThrownBy(() -> await(pool.withTimeout(Duration.ofMillis(100)).fetchOne("SELECT pg_sleep(5)")))
                .isInstanceOf(QueryTimeoutException.class);
        PgConnection next = acquire(pool);
        assertThat(next.backendPid()).isEqualTo(connection.backendPid());
    }

    @Test
    @DisplayName("pool-0043: connection options hold for every connection of the pool")
    void connectionOptions() {
        PgConnectOptions options = server().toBuilder().echo(true).json(false).hstore(false).uuid(false)
                .queryTimeout(Duration.ofSeconds(3)).build();
        assertThat(options.echo()).isTrue();
        PgPool pool = driver.createPool(options, PgPoolOptions.builder().build());
        PgConnection connection = acquire(pool);
        assertThatThrownBy(() -> await(connection.fetchOne("SELECT pg_sleep(20)"))).isInstanceOf(QueryTimeoutException.class)
                .hasMessageContaining("pg_sleep");
        Row row = await(connection.fetchOne("SELECT '9c6d5a77-7256-457e-9461-347b4358e350'::uuid, '{\"a\":1}'::json"));
        assertThat(row.getString(0)).isEqualTo("9c6d5a77-7256-457e-9461-347b4358e350");
        assertThat(row.getString(1)).isEqualTo("{\"a\":1}");
    }

    @Test
    @DisplayName("pool-0044: values come with their types")
    void types() {
        PgPool pool = pool(1, 10);
        await(pool.execute("CREATE EXTENSION IF NOT EXISTS hstore"));
        Row row = await(pool.fetchOne("SELECT 'a=>1'::hstore, '9c6d5a77-7256-457e-9461-347b4358e350'::uuid,"
                + " '{\"a\":1}'::json, '{\"a\": 1}'::jsonb"));
        assertThat(row.get(0)).isEqualTo(Map.of("a", "1"));
        assertThat(row.get(1)).isEqualTo(UUID.fromString("9c6d5a77-7256-457e-9461-347b4358e350"));
        assertThat(row.getString(2)).isEqualTo("{\"a\":1}");
        assertThat(row.getString(3)).isEqualTo("{\"a\": 1}");
    }
}
