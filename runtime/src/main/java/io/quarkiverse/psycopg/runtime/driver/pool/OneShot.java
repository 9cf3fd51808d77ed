package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.client.StatementExecutor.Operation;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.StatementExchange;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * One statement on whichever session of the pool is free, or may be shared: borrows, runs, gives back, delivers. The session
 * goes back as soon as the server is ready again, before the result is delivered.
 *
 * @param <R> what the exchange gives
 * @param <T> what the caller gets
 */
final class OneShot<R, T> extends AbstractUni<T> {

    private final SessionPool pool;
    private final long timeoutNanos;
    private final Operation<R> operation;
    private final Function<? super R, ? extends T> mapping;

    private final StatementProfile statement;
    private final Consumer<StatementProfile> whenBusy;

    /**
     * On a session that it has to itself.
     *
     * @param timeoutNanos the time from when a session was found, 0 for no limit
     */
    OneShot(SessionPool pool, long timeoutNanos, Operation<R> operation, Function<? super R, ? extends T> mapping) {
        this(pool, timeoutNanos, operation, mapping, null, busy -> {
        });
    }

    /**
     * @param statement what is known of the statement that may share a session with others; null for one that may not
     * @param whenBusy told when no session was free
     */
    OneShot(SessionPool pool, long timeoutNanos, Operation<R> operation, Function<? super R, ? extends T> mapping,
            StatementProfile statement, Consumer<StatementProfile> whenBusy) {
        this.statement = statement;
        this.whenBusy = whenBusy;
        this.pool = pool;
        this.timeoutNanos = timeoutNanos;
        this.operation = operation;
        this.mapping = mapping;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Execution execution = new Execution(subscriber);
        subscriber.onSubscribe(execution);
        if (execution.isWaiting()) {
            pool.acquire(execution);
            if (statement != null && execution.isWaiting()) {
                whenBusy.accept(statement);
            }
        }
    }

    private final class Execution extends Waiter implements UniSubscription, Completion<R>, Runnable {

        private static final long serialVersionUID = 1L;

        private final transient UniSubscriber<? super T> subscriber;
        private final transient CallerContext caller = CallerContext.current();
        /** 0 running, 1 ended, 2 cancelled. */
        private final AtomicInteger run = new AtomicInteger();
        private transient PooledSession session;
        private transient volatile Exchange exchange;
        private transient R result;
        private transient PgException failure;

        private Execution(UniSubscriber<? super T> subscriber) {
            this.subscriber = subscriber;
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
            if (run.get() == 2) {
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
            failure = cause;
            caller.run(this);
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
            failure = cause;
            caller.run(this);
        }

        @Override
        public void completed(R value) {
            giveBack();
            result = value;
            caller.run(this);
        }

        @Override
        public void failed(PgException cause) {
            giveBack(cause);
        }

        @Override
        public void run() {
            if (!run.compareAndSet(0, 1)) {
                return;
            }
            if (failure != null) {
                subscriber.onFailure(failure);
                return;
            }
            T value;
            try {
                value = mapping.apply(result);
            } catch (RuntimeException e) {
                subscriber.onFailure(e);
                return;
            }
            subscriber.onItem(value);
        }

        @Override
        public void cancel() {
            if (pool.withdraw(this) || !run.compareAndSet(0, 2)) {
                return;
            }
            Exchange running = exchange;
            if (running != null) {
                pool.shareNoMore(session);
                session.client().session().cancel(running);
            }
        }
    }
}
