package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.function.Function;

import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

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
        Submission<R, T> submission = new Submission<>(session, mapping, subscriber);
        Exchange exchange;
        try {
            exchange = operation.exchange(submission);
        } catch (RuntimeException e) {
            submission.refuse(e);
            return;
        }
        submission.start(exchange, timeoutNanos);
    }
}
