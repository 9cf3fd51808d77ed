package io.quarkiverse.psycopg.replication;

/**
 * The two kinds of replication connection.
 */
public enum ReplicationType {
    /** Decoded changes of one database ({@code replication=database}); such a connection also runs SQL. */
    LOGICAL,
    /** Raw WAL of the whole server ({@code replication=true}). */
    PHYSICAL
}
