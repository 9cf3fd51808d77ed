package io.quarkiverse.psycopg.runtime.driver.notification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * One subscription to events that come whether or not they are asked for: keeps a bounded number of them, and hands them on, in
 * order, on the subscriber's context, as far as it asks. An end is told behind what is kept.
 *
 * @param <T> the events
 */
class EventBuffer<T> extends AtomicInteger implements Subscription, Runnable {

    private static final long serialVersionUID = 1L;

    private final transient MultiSubscriber<? super T> subscriber;
    private final transient CallerContext caller = CallerContext.current();
    private final transient Consumer<? super EventBuffer<T>> cancelled;
    private final AtomicLong requested = new AtomicLong();
    private final int bound;
    /** Guarded by itself. */
    final transient Deque<T> kept = new ArrayDeque<>();
    private volatile boolean ended;
    private volatile boolean over;
    private transient volatile Throwable failure;

    /**
     * Made on the subscriber's context.
     *
     * @param bound how many events are kept
     * @param cancelled told once, where the subscriber has enough
     */
    EventBuffer(MultiSubscriber<? super T> subscriber, int bound, Consumer<? super EventBuffer<T>> cancelled) {
        this.subscriber = subscriber;
        this.bound = bound;
        this.cancelled = cancelled;
    }

    /** Gives the subscriber its subscription. */
    final void begin() {
        subscriber.onSubscribe(this);
    }

    final int bound() {
        return bound;
    }

    /** Number of events that are kept. */
    final int size() {
        synchronized (kept) {
            return kept.size();
        }
    }

    /** Whether the subscriber has gone, or was told the end. */
    final boolean isOver() {
        return over;
    }

    /** Adds an event; false where there is no room. */
    boolean offer(T event) {
        synchronized (kept) {
            if (kept.size() >= bound) {
                return false;
            }
            kept.add(event);
        }
        schedule();
        return true;
    }

    /** The oldest event, which is taken out; null for none. */
    T take() {
        synchronized (kept) {
            return kept.poll();
        }
    }

    /** Events were handed on. */
    void tookSome() {
        // there is room again, which matters to those who wait for it
    }

    /** Ends the subscription with a failure. */
    final void fail(Throwable cause) {
        failure = cause;
        complete();
    }

    /** Ends the subscription. */
    final void complete() {
        ended = true;
        schedule();
    }

    @Override
    public final void request(long n) {
        if (n <= 0) {
            cancel();
            subscriber.onFailure(Subscriptions.getInvalidRequestException());
            return;
        }
        Subscriptions.add(requested, n);
        schedule();
    }

    @Override
    public final void cancel() {
        if (!over) {
            over = true;
            synchronized (kept) {
                kept.clear();
            }
            cancelled.accept(this);
        }
    }

    final void schedule() {
        if (getAndIncrement() == 0) {
            caller.run(this);
        }
    }

    @Override
    public final void run() {
        int missed = get();
        while (missed != 0) {
            drain();
            missed = addAndGet(-missed);
        }
    }

    private void drain() {
        boolean mayEnd = ended;
        long demand = requested.get();
        long emitted = 0;
        T next = null;
        while (!over && emitted < demand) {
            next = take();
            if (next == null) {
                break;
            }
            emitted++;
            subscriber.onItem(next);
            if (emitted == demand) {
                demand = requested.get();
            }
        }
        if (emitted > 0) {
            Subscriptions.produced(requested, emitted);
            tookSome();
        }
        if (mayEnd && !over && size() == 0) {
            terminate();
        }
    }

    private void terminate() {
        over = true;
        if (failure != null) {
            subscriber.onFailure(failure);
        } else {
            subscriber.onCompletion();
        }
    }
}
