package io.quarkiverse.psycopg;

/**
 * Whether a serializable, read-only transaction waits at its start for a snapshot with which it can never fail. Without effect
 * on other transactions. PostgreSQL documentation, SET TRANSACTION.
 */
public enum Deferral {

    /** None is named: the server's {@code default_transaction_deferrable} holds. */
    DEFAULT,

    /** It may wait at its start, and then neither fails nor makes others fail. */
    DEFERRABLE,

    /** It starts at once. */
    NOT_DEFERRABLE
}
