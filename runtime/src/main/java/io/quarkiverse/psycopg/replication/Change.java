package io.quarkiverse.psycopg.replication;

import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * One event of a logical replication stream. The family is closed: rows, truncation, the boundaries of transactions, logical
 * messages, and changes of a table's shape.
 */
public sealed interface Change
        permits RowChange, Truncate, TransactionBegin, TransactionCommit, TransactionPrepare, PreparedTransactionEnd,
        LogicalMessage, SchemaChange {

    /** Where the event stands in the log. Changes of one transaction need not ascend; commits do. */
    Lsn position();

    /**
     * The transaction it belongs to; empty for a logical message outside of transactions and for a change made up by a test.
     */
    Optional<TransactionInfo> transaction();
}
