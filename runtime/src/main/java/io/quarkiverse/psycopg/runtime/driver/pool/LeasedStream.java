package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.SwitchableSubscriptionSubscriber;

/**
 * A Multi that holds a session of the pool from its subscription to its end, whatever the end is.
 *
 * @param <T> the items
 */
final class LeasedStream<T> extends AbstractMulti<T> {

    private final SessionPool pool;
    private final Function<PooledSession, Multi<T>> work;

    LeasedStream(SessionPool pool, Function<PooledSession, Multi<T>> work) {
        this.pool = pool;
        this.work = work;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        Borrowed borrowed = new Borrowed(subscriber);
        subscriber.onSubscribe(borrowed);
        if (borrowed.waiter.isWaiting()) {
            pool.acquire(borrowed.waiter);
        }
    }

    private final class Borrowed extends SwitchableSubscriptionSubscriber<T> {

        private final CallerContext caller = CallerContext.current();
        private final AtomicBoolean returned = new AtomicBoolean();
        private final Waiter waiter = new StreamWaiter();
        private volatile PooledSession session;

        private Borrowed(MultiSubscriber<? super T> downstream) {
            super(downstream);
        }

        private void giveBack() {
            PooledSession held = session;
            if (held != null && returned.compareAndSet(false, true)) {
                pool.release(held);
            }
        }

        @Override
        public void onItem(T item) {
            emitted(1);
            downstream.onItem(item);
        }

        @Override
        public void onFailure(Throwable failure) {
            giveBack();
            super.onFailure(failure);
        }

        @Override
        public void onCompletion() {
            giveBack();
            super.onCompletion();
        }

        @Override
        public void cancel() {
            super.cancel();
            if (!pool.withdraw(waiter)) {
                giveBack();
            }
        }

        private final class StreamWaiter extends Waiter {

            private static final long serialVersionUID = 1L;

            @Override
            void accept(PooledSession borrowed) {
                session = borrowed;
                caller.run(() -> {
                    if (isCancelled()) {
                        giveBack();
                    } else {
                        work.apply(borrowed).subscribe().withSubscriber(Borrowed.this);
                    }
                });
            }

            @Override
            void refuse(PgException failure) {
                caller.run(() -> Borrowed.super.onFailure(failure));
            }
        }
    }
}
