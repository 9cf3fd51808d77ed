package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.ContextSupport;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * Runs a piece of work and, however it ends, one thing after it.
 * <p>
 * Unlike Mutiny's {@code onTermination().call}, a cancel reaches the work first and the clean-up after it: what still runs on
 * the server must be cancelled before a ROLLBACK can get there. The result is told when the clean-up has ended; a clean-up that
 * fails turns a success into that failure, and is added to a failure as suppressed.
 *
 * @param <T> the work's result
 */
public final class UniFinally<T> extends AbstractUni<T> {

    /** How the work ended. */
    public enum Ending {
        ITEM,
        FAILURE,
        CANCELLED
    }

    private final Uni<T> work;
    private final Function<Ending, Uni<Void>> cleanup;

    public UniFinally(Uni<T> work, Function<Ending, Uni<Void>> cleanup) {
        this.work = work;
        this.cleanup = cleanup;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        AbstractUni.subscribe(work, new Run(subscriber));
    }

    private final class Run extends AtomicInteger implements UniSubscriber<T>, UniSubscription, ContextSupport {

        private static final long serialVersionUID = 1L;
        private static final int RUNNING = 0;
        private static final int ENDING = 1;
        private static final int CANCELLED = 2;

        private final transient UniSubscriber<? super T> subscriber;
        private transient UniSubscription upstream;

        private Run(UniSubscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public Context context() {
            return subscriber.context();
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            upstream = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public void onItem(T item) {
            if (compareAndSet(RUNNING, ENDING)) {
                after(Ending.ITEM).subscribe().with(done -> tell(() -> subscriber.onItem(item)),
                        failure -> tell(() -> subscriber.onFailure(failure)));
            }
        }

        @Override
        public void onFailure(Throwable cause) {
            if (!compareAndSet(RUNNING, ENDING)) {
                Infrastructure.handleDroppedException(cause);
                return;
            }
            after(Ending.FAILURE).subscribe().with(done -> tell(() -> subscriber.onFailure(cause)), failure -> {
                cause.addSuppressed(failure);
                tell(() -> subscriber.onFailure(cause));
            });
        }

        private Uni<Void> after(Ending ending) {
            try {
                return cleanup.apply(ending);
            } catch (RuntimeException e) {
                return Uni.createFrom().failure(e);
            }
        }

        private void tell(Runnable signal) {
            if (get() != CANCELLED) {
                signal.run();
            }
        }

        @Override
        public void cancel() {
            if (compareAndSet(RUNNING, CANCELLED)) {
                upstream.cancel();
                after(Ending.CANCELLED).subscribe().with(done -> {
                }, Infrastructure::handleDroppedException);
            } else {
                set(CANCELLED);
            }
        }
    }
}
