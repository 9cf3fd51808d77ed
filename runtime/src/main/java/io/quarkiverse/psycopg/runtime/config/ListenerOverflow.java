package io.quarkiverse.psycopg.runtime.config;

/**
 * What happens to a subscriber that is slower than its notifications.
 */
public enum ListenerOverflow {

    /** Notifications are dropped, and the subscriber is told that some are missing. */
    GAP,

    /** The subscription fails. */
    FAIL
}
