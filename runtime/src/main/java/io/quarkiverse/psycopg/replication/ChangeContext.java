package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * Where a row change comes from.
 *
 * @param table the table, with the shape that it had
 * @param position where the change stands in the log
 * @param transaction its transaction; empty for a change made up by a test
 */
public record ChangeContext(ReplicatedTable table, Lsn position, Optional<TransactionInfo> transaction) {

    public ChangeContext {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(transaction, "transaction");
    }

    /** A context for a change that a test makes up: the table {@code schema.name}, at no position. */
    public static ChangeContext ofTable(String qualifiedName) {
        return new ChangeContext(ReplicatedTable.named(qualifiedName), Lsn.INVALID, Optional.empty());
    }
}
