package io.quarkiverse.psycopg.runtime.driver.pool;

import io.quarkiverse.psycopg.error.PgException;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * A Uni that borrows a session. Whoever gets the item owes the pool its return; where the subscriber has cancelled, nothing is
 * lost: the session stays in the pool.
 */
final class Lease extends AbstractUni<PooledSession> {

    private final SessionPool pool;

    Lease(SessionPool pool) {
        this.pool = pool;
    }

    @Override
    public void subscribe(UniSubscriber<? super PooledSession> subscriber) {
        Borrower borrower = new Borrower(subscriber);
        subscriber.onSubscribe(borrower);
        if (borrower.isWaiting()) {
            pool.acquire(borrower);
        }
    }

    private final class Borrower extends Waiter implements UniSubscription {

        private static final long serialVersionUID = 1L;

        private final transient UniSubscriber<? super PooledSession> subscriber;

        private Borrower(UniSubscriber<? super PooledSession> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        void accept(PooledSession session) {
            subscriber.onItem(session);
        }

        @Override
        void refuse(PgException failure) {
            subscriber.onFailure(failure);
        }

        @Override
        public void cancel() {
            pool.withdraw(this);
        }
    }
}
