package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Those who wait for a session of a pool, first come first served. All wait equally long, so that the first has the earliest
 * deadline. Those who are content with the few sessions that short statements use stand in a row of their own, since the others
 * need not wait behind them for a session that those may not use. Guarded by the pool's lock.
 */
final class WaiterQueue {

    private static final Comparator<Waiter> FIRST_COME = (a, b) -> Long.signum(a.since() - b.since());

    private final long timeoutNanos;
    private final ArrayDeque<Waiter> forAny = new ArrayDeque<>();
    private final ArrayDeque<Waiter> forFew = new ArrayDeque<>();

    /** @param timeoutNanos after which time one who waits is late, 0 for never */
    WaiterQueue(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    void add(Waiter waiter, long now) {
        waiter.waitsSince(now);
        (waiter.usesFew(now) ? forFew : forAny).add(waiter);
    }

    void remove(Waiter waiter) {
        if (!forAny.remove(waiter)) {
            forFew.remove(waiter);
        }
    }

    boolean isEmpty() {
        return forAny.isEmpty() && forFew.isEmpty();
    }

    int size() {
        return forAny.size() + forFew.size();
    }

    /** How many wait who may use any session. */
    int sizeForAny() {
        return forAny.size();
    }

    /** How many wait who are content with few. */
    int sizeForFew() {
        return forFew.size();
    }

    /** The first who still waits, null for nobody. */
    Waiter first() {
        Waiter any = firstForAny();
        Waiter few = first(forFew);
        return any == null || few != null && few.since() - any.since() < 0 ? few : any;
    }

    /** The first who still waits and may use any session, null for nobody. */
    Waiter firstForAny() {
        return first(forAny);
    }

    private static Waiter first(ArrayDeque<Waiter> row) {
        Waiter first = row.peek();
        while (first != null && !first.isWaiting()) {
            row.poll();
            first = row.peek();
        }
        return first;
    }

    /** Takes the first who still waits out, among all or only those who may use any session; null for nobody. */
    Waiter poll(boolean all) {
        Waiter first = all ? first() : firstForAny();
        if (first != null) {
            (first == forAny.peek() ? forAny : forFew).poll();
        }
        return first;
    }

    /** Those at the head who were content with few sessions and are not any more take their place among the others. */
    void sort(long now) {
        List<Waiter> moved = new ArrayList<>();
        for (Waiter first = first(forFew); first != null && !first.usesFew(now); first = first(forFew)) {
            moved.add(forFew.poll());
        }
        if (!moved.isEmpty()) {
            moved.addAll(forAny);
            moved.sort(FIRST_COME);
            forAny.clear();
            forAny.addAll(moved);
        }
    }

    List<Waiter> pollAll() {
        List<Waiter> all = new ArrayList<>(forAny);
        all.addAll(forFew);
        all.sort(FIRST_COME);
        forAny.clear();
        forFew.clear();
        return all;
    }

    /** When the first is late, as {@link System#nanoTime()}; 0 where nobody waits, or without a limit. */
    long firstDeadline() {
        Waiter first = first();
        return first == null || timeoutNanos == 0 ? 0 : deadline(first);
    }

    private long deadline(Waiter waiter) {
        long deadline = waiter.since() + timeoutNanos;
        return deadline == 0 ? 1 : deadline;
    }

    /** Takes those out whose deadline has passed. */
    List<Waiter> pollLate(long now) {
        List<Waiter> late = new ArrayList<>();
        for (Waiter first = first(); timeoutNanos != 0 && first != null && deadline(first) - now <= 0; first = first()) {
            late.add(poll(true));
        }
        return late;
    }
}
