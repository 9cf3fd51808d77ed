package io.quarkiverse.psycopg.replication;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * A committed transaction with all its changes, held in memory; or a logical message outside of transactions, alone.
 */
public interface ChangeTransaction {

    /** The transaction; empty for a logical message outside of transactions. */
    Optional<TransactionInfo> info();

    /** Rows, truncations, messages and changes of shape in the order of the transaction, without its begin and commit. */
    List<Change> changes();

    /** The position after it, which {@link #ack()} confirms. */
    Lsn endPosition();

    /**
     * Says that it has been processed for good: it will not come again. The server is told when all transactions before it have
     * been acknowledged too. Any thread; repeated calls are without effect; after the connection was lost it is kept for the
     * next one.
     */
    void ack();
}
