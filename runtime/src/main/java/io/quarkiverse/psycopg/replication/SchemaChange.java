package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * A table's shape differs from what this stream knew of it: columns added, dropped, renamed or retyped, the table renamed, or
 * its replica identity set anew. It precedes the first change of the new shape; logical decoding does not tell DDL itself, so
 * a table that is altered and never written to again is not heard of.
 *
 * @param position where the first change of the new shape stands in the log
 * @param transaction the transaction of that change
 * @param before the shape as it was known
 * @param after the shape as it is
 */
public record SchemaChange(Lsn position, Optional<TransactionInfo> transaction, ReplicatedTable before,
        ReplicatedTable after) implements Change {

    public SchemaChange {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
