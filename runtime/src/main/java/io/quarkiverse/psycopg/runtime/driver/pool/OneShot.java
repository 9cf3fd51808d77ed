package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.function.Function;

import io.quarkiverse.psycopg.runtime.driver.client.StatementExecutor.Operation;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/**
 * An operation that runs, once per subscription, on a session of the pool that it has to itself.
 *
 * @param <R> what the exchange gives
 * @param <T> what the caller gets
 */
final class OneShot<R, T> extends AbstractUni<T> {

    private final SessionPool pool;
    private final long timeoutNanos;
    private final Operation<R> operation;
    private final Function<? super R, ? extends T> mapping;

    /** @param timeoutNanos the time from when a session was found, 0 for no limit */
    OneShot(SessionPool pool, long timeoutNanos, Operation<R> operation, Function<? super R, ? extends T> mapping) {
        this.pool = pool;
        this.timeoutNanos = timeoutNanos;
        this.operation = operation;
        this.mapping = mapping;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        new OneShotRun<>(pool, timeoutNanos, operation, mapping, null, subscriber).start(busy -> {
            // nothing is to be learned of what shares no session
        });
    }
}
