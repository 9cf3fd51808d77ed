package io.quarkiverse.psycopg.notification;

/**
 * Where the connection that listens stands.
 */
public enum ListenerState {

    /** Nobody listens: there is no connection. */
    IDLE,

    /** The connection is being opened, or its channels are not in effect yet. */
    CONNECTING,

    /** All channels are in effect. */
    LISTENING,

    /** The connection was lost or could not be opened; the next attempt waits. */
    RETRYING,

    /** It was closed with its pool. */
    CLOSED
}
