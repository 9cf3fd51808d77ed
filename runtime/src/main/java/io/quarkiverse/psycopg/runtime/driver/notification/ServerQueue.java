package io.quarkiverse.psycopg.runtime.driver.notification;

/**
 * The server's queue of notifications, which all databases share. PostgreSQL documentation, NOTIFY, Notes.
 */
final class ServerQueue {

    /** Asked as the probe: an answer tells that the server is there, and how full its queue is. */
    static final String USAGE = "SELECT pg_catalog.pg_notification_queue_usage()";

    /** From here on the server itself warns, in its log. */
    static final double ALARMING = 0.5;

    private ServerQueue() {
    }
}
