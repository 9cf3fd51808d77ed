package io.quarkiverse.psycopg.runtime.driver.connection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.smallrye.mutiny.helpers.EmptyUniSubscription;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;

/**
 * One subscription of an operation on a session: ends once, by its mapped outcome on the subscriber's context or by cancel.
 * Made on the subscriber's context, then {@linkplain #start started} with the exchange that reports to it, or
 * {@linkplain #refuse refused}.
 *
 * @param <R> what the exchange gives
 * @param <T> what the subscriber gets
 */
public final class Submission<R, T> implements Completion<R>, UniSubscription, Runnable {

    private static final VarHandle SUBSCRIBER;

    static {
        try {
            SUBSCRIBER = MethodHandles.lookup().findVarHandle(Submission.class, "subscriber", UniSubscriber.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Session session;
    private final Function<? super R, ? extends T> mapping;
    private final Context caller = CallerContext.bare();
    /** Null once it has ended: whoever takes it out is the one who ends it. */
    private UniSubscriber<? super T> subscriber;
    /** The exchange; from its outcome on, that: a PgException or the result. */
    private Object held;

    /** @param mapping applied on the subscriber's context; what it throws becomes the failure */
    public Submission(Session session, Function<? super R, ? extends T> mapping, UniSubscriber<? super T> subscriber) {
        this.session = session;
        this.mapping = mapping;
        this.subscriber = subscriber;
    }

    /** No exchange could be made. */
    public void refuse(RuntimeException cause) {
        UniSubscriber<? super T> told = take();
        // Not CANCELLED: operators drop what comes from a subscription that is cancelled.
        told.onSubscribe(EmptyUniSubscription.DONE);
        told.onFailure(cause instanceof PgException ? cause : new InternalException(cause.getMessage(), cause));
    }

    /** Submits the exchange, unless the subscriber cancels at once. */
    public void start(Exchange exchange, long timeoutNanos) {
        if (timeoutNanos > 0) {
            exchange.endsBy(System.nanoTime() + timeoutNanos);
        }
        held = exchange;
        subscriber.onSubscribe(this);
        if (SUBSCRIBER.getVolatile(this) != null) {
            session.submit(exchange);
        } else {
            session.run(() -> exchange.abandoned(Failures.closed()));
        }
    }

    @SuppressWarnings("unchecked") // nothing else is ever put there
    private UniSubscriber<? super T> take() {
        return (UniSubscriber<? super T>) SUBSCRIBER.getAndSet(this, null);
    }

    @Override
    public void completed(R result) {
        held = result;
        CallerContext.run(caller, this);
    }

    @Override
    public void failed(PgException failure) {
        held = failure;
        CallerContext.run(caller, this);
    }

    @Override
    @SuppressWarnings("unchecked") // what completed and failed have left
    public void run() {
        UniSubscriber<? super T> told = take();
        if (told == null) {
            return;
        }
        if (held instanceof PgException failure) {
            told.onFailure(failure);
            return;
        }
        T value;
        try {
            value = mapping.apply((R) held);
        } catch (RuntimeException e) {
            told.onFailure(e);
            return;
        }
        told.onItem(value);
    }

    @Override
    public void cancel() {
        if (take() != null && held instanceof Exchange running) {
            session.cancel(running);
        }
    }
}
