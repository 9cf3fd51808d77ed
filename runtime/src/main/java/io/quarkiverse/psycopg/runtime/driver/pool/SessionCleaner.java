package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.PoolReset;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;
import io.quarkiverse.psycopg.runtime.driver.exchange.Barrier;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Makes a returned session as good as new: waits for what still runs, rolls back what is open, resets what was changed.
 */
final class SessionCleaner {

    /** How long the clean-up may take before the session is closed instead. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** What DISCARD ALL does, without DEALLOCATE ALL: the driver's own prepared statements stay. */
    private static final String RESET = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; "
            + "SELECT pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP";

    private final PoolReset reset;

    SessionCleaner(PoolReset reset) {
        this.reset = reset;
    }

    /** Whether the session can be handed on as it is. */
    boolean isClean(ClientSession client) {
        return client.transactions().isPristine() && reset != PoolReset.ALWAYS
                && (reset == PoolReset.NONE || !client.isTouched()) && !client.session().isExecuting()
                && client.session().transactionStatus() == TransactionStatus.IDLE;
    }

    /** Completes when the session is clean; fails where it cannot be made so. */
    Future<Void> clean(ClientSession client) {
        return settle(client).onSuccess(done -> client.transactions().forget()).compose(done -> rollBack(client))
                .compose(done -> resetState(client));
    }

    private Future<Void> settle(ClientSession client) {
        if (!client.session().isExecuting()) {
            return client.session().isClosed() ? Future.failedFuture("closed") : Future.succeededFuture();
        }
        Outcome<Void> outcome = new Outcome<>();
        return submit(client, new Barrier(outcome), outcome).mapEmpty();
    }

    private Future<Void> rollBack(ClientSession client) {
        return client.session().transactionStatus() == TransactionStatus.IDLE ? Future.succeededFuture()
                : run(client, "ROLLBACK");
    }

    private Future<Void> resetState(ClientSession client) {
        if (reset == PoolReset.NONE || reset == PoolReset.SMART && !client.isTouched()) {
            return Future.succeededFuture();
        }
        if (client.isPooled()) {
            // the session on the server is another's by now, and had no state
            client.untouch();
            return Future.succeededFuture();
        }
        if (reset == PoolReset.ALWAYS) {
            client.statements().clear();
            return run(client, "DISCARD ALL");
        }
        return run(client, RESET).onSuccess(done -> client.untouch());
    }

    /** Whether a new transaction of a clean session could not write. */
    Future<Boolean> isReadOnly(ClientSession client) {
        return script(client, "SELECT pg_catalog.current_setting('transaction_read_only')", true)
                .map(results -> "on".equals(results.get(0).rows().get(0).getString(0)));
    }

    private static Future<Void> run(ClientSession client, String sql) {
        return script(client, sql, false).mapEmpty();
    }

    private static Future<List<ResultSet>> script(ClientSession client, String sql, boolean keepRows) {
        Outcome<List<ResultSet>> outcome = new Outcome<>();
        return submit(client, client.script(sql, keepRows, outcome), outcome);
    }

    private static <T> Future<T> submit(ClientSession client, Exchange exchange, Outcome<T> outcome) {
        exchange.endsBy(System.nanoTime() + LIMIT_NANOS);
        client.session().submit(exchange);
        return outcome.promise.future();
    }

    /** An exchange's outcome as a future. */
    private static final class Outcome<T> implements Completion<T> {

        private final Promise<T> promise = Promise.promise();

        @Override
        public void completed(T result) {
            promise.tryComplete(result);
        }

        @Override
        public void failed(PgException failure) {
            promise.tryFail(failure);
        }
    }
}
