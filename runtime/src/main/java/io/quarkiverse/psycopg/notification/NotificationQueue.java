package io.quarkiverse.psycopg.notification;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * The queue that a connection has at first: keeps the newest notifications up to a number, drops the oldest beyond it and
 * counts them. Safe for use from any thread; an iterator shows what was there when it was made.
 */
public final class NotificationQueue extends AbstractQueue<Notification> {

    /** How many notifications are kept where nobody says otherwise. */
    public static final int DEFAULT_CAPACITY = 10_000;

    private final int capacity;
    private final Queue<Notification> kept = new ArrayDeque<>();
    private long dropped;

    /** A queue of {@value #DEFAULT_CAPACITY}. */
    public NotificationQueue() {
        this(DEFAULT_CAPACITY);
    }

    /** @param capacity how many are kept, at least 1 */
    public NotificationQueue(int capacity) {
        if (capacity < 1) {
            throw new ProgrammingException("expected a queue of at least 1 notification, got " + capacity);
        }
        this.capacity = capacity;
    }

    /** Adds it; where the queue is full, in place of the oldest. Always true. */
    @Override
    public synchronized boolean offer(Notification notification) {
        Objects.requireNonNull(notification, "notification");
        if (kept.size() == capacity) {
            kept.poll();
            dropped++;
        }
        return kept.offer(notification);
    }

    /** Adds them all, in one step for who polls; true where there were any. */
    @Override
    public synchronized boolean addAll(Collection<? extends Notification> notifications) {
        notifications.forEach(this::offer);
        return !notifications.isEmpty();
    }

    @Override
    public synchronized Notification poll() {
        return kept.poll();
    }

    @Override
    public synchronized Notification peek() {
        return kept.peek();
    }

    @Override
    public synchronized int size() {
        return kept.size();
    }

    @Override
    public synchronized void clear() {
        kept.clear();
    }

    @Override
    public synchronized Iterator<Notification> iterator() {
        return new ArrayList<>(kept).iterator();
    }

    /** Number of notifications that were dropped because the queue was full. */
    public synchronized long dropped() {
        return dropped;
    }
}
