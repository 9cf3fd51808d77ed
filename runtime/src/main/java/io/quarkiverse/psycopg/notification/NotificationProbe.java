package io.quarkiverse.psycopg.notification;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Waits for notifications in a test: listens from when it was made until it is closed, and hands them out one by one. It blocks
 * its caller, which must not be an event loop.
 */
public final class NotificationProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String channel;
    private final Duration patience;
    private final BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
    private final List<NotificationGap> gaps = new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final Cancellable subscription;
    private volatile Throwable failure;

    private NotificationProbe(PgPool pool, String channel, Duration patience) {
        this.channel = Objects.requireNonNull(channel, "channel");
        this.patience = Objects.requireNonNull(patience, "patience");
        if (!Infrastructure.canCallerThreadBeBlocked()) {
            throw new InterfaceException("a NotificationProbe blocks its caller, and this one is an event loop: use listen()");
        }
        this.subscription = pool.listenWithGaps(channel).subscribe().with(this::take, cause -> {
            failure = cause;
            listening.countDown();
        });
    }

    private void take(ChannelEvent event) {
        if (event instanceof Notification notification) {
            notifications.add(notification);
        } else if (event instanceof NotificationGap gap) {
            gaps.add(gap);
        } else {
            listening.countDown();
        }
    }

    /**
     * Listens, and returns when that is in effect: whatever is sent from then on comes, and so it does to observers of the same
     * channel that this application has.
     *
     * @throws OperationalException after ten seconds
     */
    public static NotificationProbe listen(PgPool pool, String channel) {
        return listen(pool, channel, PATIENCE);
    }

    /** As {@link #listen(PgPool, String)}, with another time to wait, for each notification too. */
    public static NotificationProbe listen(PgPool pool, String channel, Duration patience) {
        NotificationProbe probe = new NotificationProbe(pool, channel, patience);
        try {
            if (!probe.listening.await(patience.toNanos(), TimeUnit.NANOSECONDS) || probe.failure != null) {
                probe.close();
                throw new OperationalException("channel \"" + channel + "\" was not listened to within " + patience.toMillis()
                        + " ms", probe.failure);
            }
        } catch (InterruptedException e) {
            probe.close();
            throw interrupted(e);
        }
        return probe;
    }

    /**
     * The next notification, in order; each is given once.
     *
     * @throws OperationalException where none comes in time
     */
    public Notification next() {
        try {
            Notification next = notifications.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new OperationalException("no notification came on channel \"" + channel + "\" within "
                        + patience.toMillis() + " ms", failure);
            }
            return next;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The gaps up to now. */
    public List<NotificationGap> gaps() {
        return List.copyOf(gaps);
    }

    private static InterfaceException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterfaceException("interrupted while waiting for a notification", e);
    }

    /** Listens no more. */
    @Override
    public void close() {
        subscription.cancel();
    }
}
