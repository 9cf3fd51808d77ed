package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.TransactionInfo;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * A transaction that is handed over as a whole.
 */
record Delivery(Optional<TransactionInfo> info, List<Change> changes, Lsn endPosition, Consumer<Lsn> acknowledge)
        implements
            ChangeTransaction {

    @Override
    public void ack() {
        acknowledge.accept(endPosition);
    }

    @Override
    public String toString() {
        return "ChangeTransaction[endPosition=" + endPosition + ", " + changes.size() + " changes]";
    }
}
