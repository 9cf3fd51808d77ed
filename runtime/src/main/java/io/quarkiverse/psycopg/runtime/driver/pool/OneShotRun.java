package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.client.StatementExecutor.Operation;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementExchange;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;

/**
 * One operation on whichever session of the pool is free, or may be shared: borrows, runs, gives back, delivers on the
 * subscriber's context. The session goes back as soon as the server is ready again, before the result is delivered. Made on the
 * subscriber's context, and begun by {@link #start}.
 *
 * @param <R> what the exchange gives
 * @param <T> what the subscriber gets
 */
final class OneShotRun<R, T> extends Waiter implements UniSubscription, Completion<R>, Runnable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<OneShotRun> STATE = AtomicIntegerFieldUpdater
            .newUpdater(OneShotRun.class, "state");
    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int CANCELLED = 2;

    private final transient SessionPool pool;
    private final long timeoutNanos;
    private final transient Operation<R> operation;
    private final transient Function<? super R, ? extends T> mapping;
    private final transient StatementProfile statement;
    private final transient UniSubscriber<? super T> subscriber;
    private final transient Context caller = CallerContext.bare();
    private volatile int state = RUNNING;
    private transient PooledSession session;
    private transient volatile Exchange exchange;
    /** The result, or a PgException. */
    private transient Object outcome;

    /**
     * @param timeoutNanos the time from when a session was found, 0 for no limit
     * @param mapping applied on the subscriber's context; what it throws becomes the failure
     * @param statementOrNull what is known of the statement that may share a session with others; null for one that may not
     */
    OneShotRun(SessionPool pool, long timeoutNanos, Operation<R> operation, Function<? super R, ? extends T> mapping,
            StatementProfile statementOrNull, UniSubscriber<? super T> subscriber) {
        this.pool = pool;
        this.timeoutNanos = timeoutNanos;
        this.operation = operation;
        this.mapping = mapping;
        this.statement = statementOrNull;
        this.subscriber = subscriber;
    }

    /** @param whenBusy told of the statement where no session was free */
    void start(Consumer<StatementProfile> whenBusy) {
        subscriber.onSubscribe(this);
        if (isWaiting()) {
            pool.acquire(this);
            if (statement != null && isWaiting()) {
                whenBusy.accept(statement);
            }
        }
    }

    @Override
    StatementProfile profile() {
        return statement;
    }

    @Override
    void accept(PooledSession borrowed) {
        session = borrowed;
        Exchange made;
        try {
            made = operation.exchange(borrowed.client(), this);
        } catch (RuntimeException e) {
            giveBack(e instanceof PgException known ? known : new InternalException(e.getMessage(), e));
            return;
        }
        if (timeoutNanos > 0) {
            made.endsBy(System.nanoTime() + timeoutNanos);
        }
        exchange = made;
        borrowed.client().session().submit(made);
        if (state == CANCELLED) {
            pool.shareNoMore(borrowed);
            borrowed.client().session().cancel(made);
        }
    }

    private void giveBack(PgException cause) {
        if (exchange == null) {
            pool.releaseUnused(session);
        } else {
            if (cause.sqlState().isEmpty()) {
                // It was told before the server has settled it.
                pool.shareNoMore(session);
            }
            giveBack();
        }
        outcome = cause;
        CallerContext.run(caller, this);
    }

    private void giveBack() {
        if (statement == null) {
            pool.release(session);
        } else {
            pool.release(session, statement, exchange instanceof StatementExchange run && run.isPrepared()
                    && session.client().transactions().autocommit());
        }
    }

    @Override
    void refuse(PgException cause) {
        outcome = cause;
        CallerContext.run(caller, this);
    }

    @Override
    public void completed(R value) {
        giveBack();
        outcome = value;
        CallerContext.run(caller, this);
    }

    @Override
    public void failed(PgException cause) {
        giveBack(cause);
    }

    @Override
    @SuppressWarnings("unchecked") // what completed has left
    public void run() {
        if (!STATE.compareAndSet(this, RUNNING, ENDED)) {
            return;
        }
        if (outcome instanceof PgException failure) {
            subscriber.onFailure(failure);
            return;
        }
        T value;
        try {
            value = mapping.apply((R) outcome);
        } catch (RuntimeException e) {
            subscriber.onFailure(e);
            return;
        }
        subscriber.onItem(value);
    }

    @Override
    public void cancel() {
        if (pool.withdraw(this) || !STATE.compareAndSet(this, RUNNING, CANCELLED)) {
            return;
        }
        Exchange running = exchange;
        if (running != null) {
            pool.shareNoMore(session);
            session.client().session().cancel(running);
        }
    }
}
