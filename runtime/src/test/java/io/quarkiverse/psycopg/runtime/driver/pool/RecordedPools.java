package io.quarkiverse.psycopg.runtime.driver.pool;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.testsupport.TestServer;

/**
 * What the tests share that port the recorded behaviour of aiopg's pool. A connection that comes back is told by its backend's
 * process, because each borrower has an object of its own.
 */
abstract class RecordedPools extends PoolTests {

    private static final String KILLER = "killer of the pool tests";

    static PgConnectOptions server() {
        return TestServer.v18().options();
    }

    /** A pool whose minimum is open. */
    PgPool pool(UnaryOperator<PgPoolOptions.Builder> options) {
        PgPool pool = driver.createPool(server(), options.apply(PgPoolOptions.builder()).build());
        int minimum = pool.statistics().minSize();
        until("the minimum is open", () -> pool.statistics().idle() == minimum && pool.statistics().connecting() == 0);
        return pool;
    }

    PgPool pool(int minSize, int maxSize) {
        return pool(options -> options.minSize(minSize).maxSize(maxSize));
    }

    static PgConnection acquire(PgPool pool) {
        return await(pool.acquire());
    }

    /** Waits for a connection in the background, in the queue when this returns. */
    static CompletableFuture<PgConnection> waiter(PgPool pool) {
        int before = pool.statistics().pending();
        CompletableFuture<PgConnection> waiting = pool.acquire().subscribeAsCompletionStage();
        until("it waits", () -> pool.statistics().pending() == before + 1);
        return waiting;
    }

    static void release(PgConnection connection) {
        await(connection.close());
    }

    static boolean sizes(PgPool pool, int size, int idle) {
        return pool.statistics().size() == size && pool.statistics().idle() == idle;
    }

    static void untilSizes(PgPool pool, int size, int idle) {
        until("size " + size + ", idle " + idle, () -> sizes(pool, size, idle));
    }

    /** Ends these server processes from another session. */
    void kill(List<Integer> pids) {
        PgConnection killer = await(driver.connect(server().toBuilder().applicationName(KILLER).build()));
        pids.forEach(pid -> await(killer.fetchOne("SELECT pg_terminate_backend(%s::int, 5000)", pid)));
        await(killer.close());
    }
}
