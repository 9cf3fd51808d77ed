package io.quarkiverse.psycopg.runtime.driver.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationQueue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Hands on what one session receives: to the queue of the connection's user, and to subscribers. Told on the session's event
 * loop, asked from any thread.
 */
public final class SessionNotifications {

    /** How far a subscriber may fall behind before its subscription fails. */
    private static final int MOST_WAITING = NotificationQueue.DEFAULT_CAPACITY;
    /** How many are handed on at a time at most. */
    private static final int MOST_TOGETHER = 64;

    private final List<EventBuffer<Notification>> subscribers = new CopyOnWriteArrayList<>();
    /** On the event loop only. */
    private final List<Notification> together = new ArrayList<>(0);
    private volatile Queue<Notification> queue;
    private volatile boolean closed;
    private volatile PgException reason;

    /** A notification has come; {@link #handOver} follows. */
    public void received(int pid, String channel, String payload) {
        together.add(new Notification(pid, channel, payload));
        if (together.size() == MOST_TOGETHER) {
            handOver();
        }
    }

    /** Hands on what came together. */
    public void handOver() {
        if (together.isEmpty()) {
            return;
        }
        try {
            enqueue();
            for (EventBuffer<Notification> subscriber : subscribers) {
                if (!subscriber.offer(together)) {
                    subscribers.remove(subscriber);
                    subscriber.fail(new OperationalException("more than " + MOST_WAITING + " notifications were not taken:"
                            + " the subscriber is too slow"));
                }
            }
        } finally {
            together.clear();
        }
    }

    private void enqueue() {
        Queue<Notification> current = queue();
        if (current instanceof NotificationQueue own) {
            own.addAll(together);
        } else {
            // one that is full refuses, which is its owner's will
            together.forEach(current::offer);
        }
    }

    /** The session has ended; the reason is null where this side closed it. */
    public void closed(PgException reasonOrNull) {
        reason = reasonOrNull;
        closed = true;
        endAll();
    }

    /** The connection goes from one user to the next: subscriptions end, and the queue is the next user's own. */
    public void handedBack() {
        endAll();
        queue = null;
    }

    private void endAll() {
        for (EventBuffer<Notification> subscriber : subscribers) {
            if (subscribers.remove(subscriber)) {
                end(subscriber);
            }
        }
    }

    private void end(EventBuffer<Notification> subscriber) {
        PgException why = reason;
        if (why == null) {
            subscriber.complete();
        } else {
            subscriber.fail(why);
        }
    }

    /** The queue that notifications are put into. */
    public Queue<Notification> queue() {
        Queue<Notification> current = queue;
        if (current == null) {
            synchronized (this) {
                current = queue == null ? new NotificationQueue() : queue;
                queue = current;
            }
        }
        return current;
    }

    /** Puts notifications into another queue from now on; it must be safe for use by several threads. */
    public void queue(Queue<Notification> replacement) {
        queue = Objects.requireNonNull(replacement, "queue");
    }

    /** What comes from the subscription on. Ends with the session. */
    public Multi<Notification> stream() {
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super Notification> subscriber) {
                if (closed && reason == null) {
                    Subscriptions.fail(subscriber, new InterfaceException("connection already closed"));
                    return;
                }
                EventBuffer<Notification> buffer = new EventBuffer<>(subscriber, MOST_WAITING, subscribers::remove);
                subscribers.add(buffer);
                buffer.begin();
                if (closed && subscribers.remove(buffer)) {
                    end(buffer);
                }
            }
        };
    }
}
