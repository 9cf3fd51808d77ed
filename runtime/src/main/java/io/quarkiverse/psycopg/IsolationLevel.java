package io.quarkiverse.psycopg;

/**
 * How much a transaction sees of others that run beside it. Sources: PostgreSQL documentation 13.2, Transaction Isolation;
 * psycopg2.extensions, "Isolation level constants".
 */
public enum IsolationLevel {

    /** None is named: the server's {@code default_transaction_isolation} holds. */
    DEFAULT,

    /** PostgreSQL treats it as {@link #READ_COMMITTED}. */
    READ_UNCOMMITTED,

    /** Each statement sees what was committed before it began. */
    READ_COMMITTED,

    /** The whole transaction sees what was committed before its first statement. It may have to be run again. */
    REPEATABLE_READ,

    /** As if transactions ran one after the other. They may have to be run again. */
    SERIALIZABLE
}
