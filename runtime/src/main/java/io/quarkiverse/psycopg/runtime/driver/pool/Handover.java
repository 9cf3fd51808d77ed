package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Turns a leased session into a connection and delivers it on the subscriber's context. A subscriber that has cancelled before
 * the delivery does not get it: then the session goes back.
 */
final class Handover<S> extends AbstractUni<PgConnection> {

    private final Uni<S> lease;
    private final Function<S, Uni<PgConnection>> opening;
    private final Consumer<S> giveBack;

    Handover(Uni<S> lease, Function<S, Uni<PgConnection>> opening, Consumer<S> giveBack) {
        this.lease = lease;
        this.opening = opening;
        this.giveBack = giveBack;
    }

    @Override
    public void subscribe(UniSubscriber<? super PgConnection> subscriber) {
        Delivery delivery = new Delivery(subscriber);
        AbstractUni.subscribe(lease, delivery);
    }

    private final class Delivery extends AtomicInteger implements UniSubscriber<S>, UniSubscription {

        private static final long serialVersionUID = 1L;

        private final transient UniSubscriber<? super PgConnection> subscriber;
        private final transient CallerContext caller = CallerContext.current();
        private transient UniSubscription upstream;

        private Delivery(UniSubscriber<? super PgConnection> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public io.smallrye.mutiny.Context context() {
            return subscriber.context();
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            upstream = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public void onItem(S session) {
            if (get() != 0) {
                giveBack.accept(session);
                return;
            }
            opening.apply(session).subscribe().with(connection -> caller.run(() -> deliver(connection)), this::onFailure);
        }

        private void deliver(PgConnection connection) {
            if (compareAndSet(0, 1)) {
                subscriber.onItem(connection);
            } else {
                connection.close().subscribe().with(done -> {
                });
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            caller.run(() -> {
                if (compareAndSet(0, 1)) {
                    subscriber.onFailure(failure);
                }
            });
        }

        @Override
        public void cancel() {
            if (compareAndSet(0, 2)) {
                upstream.cancel();
            }
        }
    }
}
