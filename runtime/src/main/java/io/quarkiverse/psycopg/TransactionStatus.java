package io.quarkiverse.psycopg;

/**
 * A connection's transaction as the server last reported it. Source: psycopg2.extensions, "Transaction status constants".
 */
public enum TransactionStatus {
    /** Idle, not in a transaction (ReadyForQuery {@code I}). */
    IDLE,
    /** A command is in progress. */
    ACTIVE,
    /** Idle in a transaction (ReadyForQuery {@code T}). */
    INTRANS,
    /** In a failed transaction: commands are refused until it is rolled back (ReadyForQuery {@code E}). */
    INERROR,
    /** The connection is gone. */
    UNKNOWN
}
