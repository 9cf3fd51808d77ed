package io.quarkiverse.psycopg.replication;

/**
 * Where a {@link ReplicationStream} stands.
 */
public enum ReplicationState {
    /** Not started, or stopped. From any state; to {@link #CONNECTING}. */
    STOPPED,
    /**
     * Opening a connection or starting the stream. To {@link #STREAMING}, {@link #WAITING}, {@link #RETRYING}, {@link #FAILED}.
     */
    CONNECTING,
    /** Another consumer uses the slot; it is tried again until that one ends. To {@link #CONNECTING}. */
    WAITING,
    /** Changes flow. To {@link #PAUSED}, {@link #RETRYING}, {@link #FAILED}. */
    STREAMING,
    /** Connected, but nothing is read, by request. To {@link #STREAMING}, {@link #RETRYING}. */
    PAUSED,
    /** The connection was lost; the next attempt waits. To {@link #CONNECTING}. */
    RETRYING,
    /**
     * It cannot go on without somebody's help: the slot is lost, a right or a publication is missing. To {@link #CONNECTING} by
     * start.
     */
    FAILED
}
