package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.smallrye.mutiny.helpers.EmptyUniSubscription;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * A Uni that submits one exchange per subscription, and delivers its mapped outcome on the subscriber's context.
 *
 * @param <R> what the exchange gives
 * @param <T> what the caller gets
 */
public final class SubmittedUni<R, T> extends AbstractUni<T> {

    /** Makes the exchange of one subscription. What it throws becomes the failure. */
    @FunctionalInterface
    public interface Operation<R> {
        Exchange exchange(Completion<R> completion);
    }

    private final Session session;
    private final Operation<R> operation;
    private final Function<? super R, ? extends T> mapping;
    private final long timeoutNanos;

    /**
     * @param timeoutNanos the operation's time from subscription, 0 for no limit
     * @param mapping applied on the subscriber's context; what it throws becomes the failure
     */
    public SubmittedUni(Session session, long timeoutNanos, Operation<R> operation, Function<? super R, ? extends T> mapping) {
        this.session = session;
        this.timeoutNanos = timeoutNanos;
        this.operation = operation;
        this.mapping = mapping;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Delivery delivery = new Delivery(subscriber);
        Exchange exchange;
        try {
            exchange = operation.exchange(delivery);
        } catch (RuntimeException e) {
            // Not CANCELLED: operators drop what comes from a subscription that is cancelled.
            subscriber.onSubscribe(EmptyUniSubscription.DONE);
            subscriber.onFailure(e instanceof PgException ? e : new InternalException(e.getMessage(), e));
            return;
        }
        if (timeoutNanos > 0) {
            exchange.endsBy(System.nanoTime() + timeoutNanos);
        }
        delivery.exchange = exchange;
        subscriber.onSubscribe(delivery);
        if (delivery.get() == Delivery.PENDING) {
            session.submit(exchange);
        } else {
            session.run(() -> exchange.abandoned(Failures.closed()));
        }
    }

    /** One subscription: ends once, by outcome or by cancel. */
    private final class Delivery extends AtomicInteger implements Completion<R>, UniSubscription, Runnable {

        private static final long serialVersionUID = 1L;
        private static final int PENDING = 0;
        private static final int ENDED = 1;

        private final transient UniSubscriber<? super T> subscriber;
        private final transient CallerContext caller = CallerContext.current();
        private transient Exchange exchange;
        private transient R result;
        private transient PgException failure;

        private Delivery(UniSubscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void completed(R value) {
            result = value;
            caller.run(this);
        }

        @Override
        public void failed(PgException cause) {
            failure = cause;
            caller.run(this);
        }

        @Override
        public void run() {
            if (!compareAndSet(PENDING, ENDED)) {
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
            if (compareAndSet(PENDING, ENDED)) {
                session.cancel(exchange);
            }
        }
    }

}
