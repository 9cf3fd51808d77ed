package io.quarkiverse.psycopg;

/**
 * Whether a transaction may write. PostgreSQL documentation, SET TRANSACTION.
 */
public enum AccessMode {

    /** None is named: the server's {@code default_transaction_read_only} holds. */
    DEFAULT,

    /** It may write. */
    READ_WRITE,

    /** The server refuses to write (SQLSTATE 25006). */
    READ_ONLY
}
