package io.quarkiverse.psycopg;

/**
 * What a connection is in the middle of, as DB-API sees it. Source: psycopg2.extensions, "Connection status constants"
 * ({@code STATUS_READY}, {@code STATUS_BEGIN} alias {@code STATUS_IN_TRANSACTION}, {@code STATUS_PREPARED}).
 */
public enum ConnectionStatus {

    /** No transaction that the connection has begun by itself. In autocommit it stays so, whatever is begun by hand. */
    READY,

    /** A transaction that the connection has begun by itself, or by {@code tpcBegin}, is open. */
    BEGIN,

    /** Prepared for the second phase: only {@code tpcCommit} and {@code tpcRollback} may follow. */
    PREPARED
}
