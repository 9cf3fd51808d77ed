package io.quarkiverse.psycopg.notification;

/**
 * Figures of the connection that listens, at one moment.
 *
 * @param state where it stands
 * @param channels that somebody listens to
 * @param buffered notifications that have come and were not taken yet
 * @param fill of the fullest buffer, from 0 to 1
 * @param received notifications since the start
 * @param dropped notifications that a full buffer had no room for, since the start
 * @param connections that were established since the start
 * @param losses of an established connection since the start
 * @param serverQueue fill of the server's queue of notifications, from 0 to 1, as the last probe saw it
 */
public record ListenerStatistics(ListenerState state, int channels, long buffered, double fill, long received, long dropped,
        long connections, long losses, double serverQueue) {

    /** The figures of a connection that nobody has asked for. */
    public static final ListenerStatistics NONE = new ListenerStatistics(ListenerState.IDLE, 0, 0, 0, 0, 0, 0, 0, 0);
}
