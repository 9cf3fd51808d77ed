package io.quarkiverse.psycopg.runtime.driver.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerOverflow;
import io.quarkiverse.psycopg.notification.Listening;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.notification.NotificationGap;
import io.quarkiverse.psycopg.notification.NotificationGap.Reason;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * One subscription to a channel. Filled on the listener's event loop.
 * <p>
 * The bound counts notifications. A gap is never dropped: where notifications beside it are, the gaps that meet become one only
 * if they have the same reason.
 */
final class ChannelBuffer extends EventBuffer<ChannelEvent> {

    private static final long serialVersionUID = 1L;

    /** Beyond this number, a gap that follows another at once is made part of it: a subscriber that takes nothing at all. */
    private static final int MOST_GAPS = 1_000;

    /** What the listener does for its subscriptions. Any thread. */
    interface Owner {

        /** A buffer that may not drop anything has no room. */
        void full(ChannelBuffer buffer);

        /** It has room again. */
        void roomAgain(ChannelBuffer buffer);

        /** A buffer begins to drop. */
        void overflows(ChannelBuffer buffer);
    }

    private final String channel;
    private final boolean notificationsOnly;
    private final ListenerOverflow overflow;
    private final transient Owner owner;
    private final transient Clock clock;
    /** On the event loop only. */
    private boolean live;
    /** The rest is guarded by what is kept. */
    private int notifications;
    private int gaps;
    private long dropped;
    private boolean dropping;
    private transient Instant heldSince = Instant.MIN;
    private volatile boolean blocked;

    /** @param notificationsOnly leaves gaps and the beginning out */
    ChannelBuffer(String channel, MultiSubscriber<? super ChannelEvent> subscriber, boolean notificationsOnly, int bound,
            ListenerOverflow overflow, Owner owner, Consumer<? super EventBuffer<ChannelEvent>> cancelled, Clock clock) {
        super(subscriber, bound, cancelled);
        this.channel = channel;
        this.notificationsOnly = notificationsOnly;
        this.overflow = overflow;
        this.owner = owner;
        this.clock = clock;
    }

    String channel() {
        return channel;
    }

    /** Number of notifications that wait. */
    int waiting() {
        synchronized (kept) {
            return notifications;
        }
    }

    long dropped() {
        synchronized (kept) {
            return dropped;
        }
    }

    /** The channel is in effect: for the first time, or again after a loss. */
    void inEffect(Instant now, Optional<Instant> lostSince) {
        if (!live) {
            live = true;
            put(new Listening(channel, now));
        } else {
            lostSince.ifPresent(from -> put(new NotificationGap(channel, Reason.CONNECTION_LOST, from, now)));
        }
    }

    private void put(ChannelEvent event) {
        if (notificationsOnly) {
            return;
        }
        synchronized (kept) {
            if (event instanceof NotificationGap gap) {
                if (gaps >= MOST_GAPS && kept.peekLast() instanceof NotificationGap former) {
                    kept.pollLast();
                    kept.addLast(new NotificationGap(channel, former.reason(), former.from(), gap.until()));
                } else {
                    gaps++;
                    kept.addLast(gap);
                }
            } else {
                kept.addLast(event);
            }
        }
        schedule();
    }

    /** Notifications have come, not before that moment. */
    void add(List<Notification> together, Instant now) {
        boolean begins = false;
        boolean full = false;
        synchronized (kept) {
            if (isOver()) {
                return;
            }
            if (notifications == 0) {
                heldSince = now;
            }
            for (Notification notification : together) {
                if (notifications >= bound()) {
                    if (overflow == ListenerOverflow.PAUSE) {
                        full |= !blocked;
                        blocked = true;
                    } else {
                        begins |= dropOldest();
                    }
                }
                notifications++;
                kept.addLast(notification);
            }
        }
        if (begins) {
            owner.overflows(this);
        }
        if (full) {
            owner.full(this);
        }
        schedule();
    }

    /** Drops the oldest notification, and lets a gap stand where it was. True where the former one was taken. */
    private boolean dropOldest() {
        Deque<ChannelEvent> before = new ArrayDeque<>(2);
        ChannelEvent head = kept.pollFirst();
        while (!(head instanceof Notification)) {
            before.addLast(head);
            head = kept.pollFirst();
        }
        notifications--;
        dropped++;
        boolean begins = !dropping;
        dropping = true;
        if (before.peekLast() instanceof NotificationGap gap && gap.reason() == Reason.OVERFLOW) {
            before.pollLast();
            before.addLast(new NotificationGap(channel, Reason.OVERFLOW, gap.from(), clock.instant()));
        } else if (!notificationsOnly) {
            gaps++;
            before.addLast(new NotificationGap(channel, Reason.OVERFLOW, heldSince, clock.instant()));
        }
        while (!before.isEmpty()) {
            kept.addFirst(before.pollLast());
        }
        return begins;
    }

    @Override
    ChannelEvent poll() {
        ChannelEvent event = kept.pollFirst();
        if (event instanceof Notification) {
            notifications--;
            dropping = false;
        } else if (event instanceof NotificationGap) {
            gaps--;
        }
        return event;
    }

    @Override
    void tookSome() {
        if (blocked && waiting() <= bound() / 2) {
            blocked = false;
            owner.roomAgain(this);
        }
    }
}
