package io.quarkiverse.psycopg.notification;

/**
 * What a subscriber of a channel is told: first {@link Listening}, then each {@link Notification}, and a
 * {@link NotificationGap} where some are missing.
 */
public sealed interface ChannelEvent permits Listening, Notification, NotificationGap {

    /** The channel's name, as it is: never folded to lower case, without quotes. */
    String channel();
}
