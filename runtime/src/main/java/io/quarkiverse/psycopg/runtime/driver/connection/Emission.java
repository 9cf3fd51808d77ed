package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * One subscription of a Multi whose items come from elsewhere: they leave on the subscriber's context, one thread at a time, in
 * order, never more than were asked for, and never so many in a row that nothing else there has its turn.
 * <p>
 * Whoever has something new calls {@link #schedule}, from any thread; {@link #drain} then emits what there is. After
 * {@link #finish} or a cancel nothing is emitted any more.
 *
 * @param <T> the items
 */
public abstract class Emission<T> extends AtomicInteger implements Subscription, Runnable {

    private static final long serialVersionUID = 1L;
    /** Items after which whatever else waits on the subscriber's context has its turn. */
    private static final long AT_ONCE = 256;

    private final transient MultiSubscriber<? super T> subscriber;
    private final transient CallerContext caller = CallerContext.current();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Only while draining. */
    private long demand;
    private long emitted;

    /** Made on the subscriber's context. */
    protected Emission(MultiSubscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    /**
     * Emits what there is by {@link #emit}, as long as {@link #hasDemand}, and ends by {@link #finish} where all was emitted.
     * On the subscriber's context.
     */
    protected abstract void drain();

    /** The subscriber wants no more; called once. From any thread. */
    protected abstract void cancelled();

    /** More items were asked for. From any thread; what is there is emitted in any case. */
    protected void requested() {
        // what has items already need not ask for them
    }

    @Override
    public final void request(long n) {
        if (n <= 0) {
            cancel();
            subscriber.onFailure(Subscriptions.getInvalidRequestException());
            return;
        }
        Subscriptions.add(requested, n);
        requested();
        schedule();
    }

    @Override
    public final void cancel() {
        if (over.compareAndSet(false, true)) {
            cancelled();
            schedule();
        }
    }

    /** Whether it has ended: nothing is to be emitted any more. */
    public final boolean isOver() {
        return over.get();
    }

    /** Lets {@link #drain} run soon. */
    public final void schedule() {
        if (getAndIncrement() == 0) {
            caller.run(this);
        }
    }

    @Override
    public final void run() {
        int missed = get();
        long turn = 0;
        while (missed != 0) {
            demand = Math.min(requested.get(), AT_ONCE);
            emitted = 0;
            drain();
            if (emitted > 0) {
                Subscriptions.produced(requested, emitted);
            }
            turn += emitted;
            if (turn >= AT_ONCE && caller.runLater(this)) {
                // as long as the count is not taken back, nobody else runs it
                return;
            }
            missed = emitted == AT_ONCE ? missed : addAndGet(-missed);
        }
    }

    /** Whether another item may be emitted now. Only while draining. */
    protected final boolean hasDemand() {
        return emitted < demand && !over.get();
    }

    /** Only while draining, and only with {@link #hasDemand}. */
    protected final void emit(T item) {
        emitted++;
        subscriber.onItem(item);
    }

    /** Ends it: with a failure, or in order where there is none. Only while draining. */
    protected final void finish(Throwable failureOrNull) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        if (failureOrNull != null) {
            subscriber.onFailure(failureOrNull);
        } else {
            subscriber.onCompletion();
        }
    }
}
