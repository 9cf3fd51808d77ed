package io.quarkiverse.psycopg.runtime.driver.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who wait for a session of a pool, first come first served. All wait equally long, so that the first has the earliest
 * deadline. Guarded by the pool's lock.
 */
final class WaiterQueue {

    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

    /** @param deadline when it is to be refused, as {@link System#nanoTime()}; 0 for never */
    void add(Waiter waiter, long deadline) {
        waiter.waitsUntil(deadline);
        waiters.add(waiter);
    }

    void remove(Waiter waiter) {
        waiters.remove(waiter);
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    int size() {
        return waiters.size();
    }

    /** The first who still waits, null for nobody. */
    Waiter first() {
        Waiter first = waiters.peek();
        while (first != null && !first.isWaiting()) {
            waiters.poll();
            first = waiters.peek();
        }
        return first;
    }

    /** Takes the first who still waits out, null for nobody. */
    Waiter poll() {
        Waiter first = first();
        waiters.poll();
        return first;
    }

    List<Waiter> pollAll() {
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        return all;
    }

    /** 0 where nobody waits, or without a limit. */
    long firstDeadline() {
        Waiter first = first();
        return first == null ? 0 : first.deadline();
    }

    /** Takes those out whose deadline has passed. */
    List<Waiter> pollLate(long now) {
        List<Waiter> late = new ArrayList<>();
        for (Waiter first = first(); first != null && first.deadline() != 0 && first.deadline() - now <= 0; first = first()) {
            late.add(waiters.poll());
        }
        return late;
    }
}
