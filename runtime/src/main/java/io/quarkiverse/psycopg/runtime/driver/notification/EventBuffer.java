package io.quarkiverse.psycopg.runtime.driver.notification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

    /** How many events are taken out at a time. */
    private static final int MOST_TAKEN = 64;

    private final transient MultiSubscriber<? super T> subscriber;
    private final transient CallerContext caller = CallerContext.current();
    private final transient Consumer<? super EventBuffer<T>> cancelled;
    private final AtomicLong requested = new AtomicLong();
    private final int bound;
    /** Guarded by itself. */
    final transient Deque<T> kept = new ArrayDeque<>();
    /** Of one run at a time. */
    private final transient Object[] taken;
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
        this.taken = new Object[Math.min(bound, MOST_TAKEN)];
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

    /** Adds events, as many as there is room for; false where there is not enough. */
    boolean offer(List<? extends T> events) {
        int room;
        synchronized (kept) {
            room = bound - kept.size();
            kept.addAll(room < events.size() ? events.subList(0, room) : events);
        }
        schedule();
        return room >= events.size();
    }

    /** Takes the oldest event out; null for none. The caller holds the lock of what is kept. */
    T poll() {
        return kept.pollFirst();
    }

    /** Takes up to so many of the oldest events out; how many there were. */
    private int take(Object[] into, int most) {
        synchronized (kept) {
            int n = 0;
            for (T event = n < most ? poll() : null; event != null; event = n < most ? poll() : null) {
                into[n++] = event;
            }
            return n;
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
        boolean more = true;
        while (more && !over && emitted < demand) {
            int most = (int) Math.min(demand - emitted, taken.length);
            int count = take(taken, most);
            emitted += emit(count);
            more = count == most;
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

    @SuppressWarnings("unchecked")
    private int emit(int count) {
        for (int i = 0; i < count; i++) {
            T next = (T) taken[i];
            taken[i] = null;
            // what was taken for one who has gone meanwhile is dropped
            if (!over) {
                subscriber.onItem(next);
            }
        }
        return count;
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
