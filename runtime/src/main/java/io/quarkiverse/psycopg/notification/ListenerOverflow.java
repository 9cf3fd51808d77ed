package io.quarkiverse.psycopg.notification;

/**
 * What happens when a subscriber's buffer is full because notifications come faster than it takes them.
 */
public enum ListenerOverflow {

    /**
     * The oldest is dropped, and a {@link NotificationGap} with reason {@code OVERFLOW} stands in its place. Nobody else waits.
     */
    GAP,

    /**
     * Nothing more is read from the connection until there is room: nothing is lost, all channels of this database wait, and so
     * does the server, whose queue of notifications (8 GB, one for all databases) fills until everybody's NOTIFY fails.
     */
    PAUSE
}
