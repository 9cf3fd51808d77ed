package io.quarkiverse.psycopg.notification;

import java.time.Instant;
import java.util.Objects;

/**
 * Notifications of this channel may be missing here, between what was told before and what is told next. What they would have
 * told is to be read from the database.
 *
 * @param channel the channel's name
 * @param reason why they are missing
 * @param from the last moment of which nothing is missing
 * @param until the first moment of which nothing is missing again
 */
public record NotificationGap(String channel, Reason reason, Instant from, Instant until) implements ChannelEvent {

    /** Why notifications are missing. */
    public enum Reason {
        /** The connection was lost; nobody can know whether any were sent meanwhile. */
        CONNECTION_LOST,
        /** They came faster than they were taken; the oldest were dropped. */
        OVERFLOW
    }

    public NotificationGap {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }
}
