package io.quarkiverse.psycopg.replication;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * Tables were emptied by one TRUNCATE.
 *
 * @param position where it stands in the log
 * @param transaction its transaction
 * @param tables the tables, those reached by CASCADE included
 * @param cascade whether CASCADE was given
 * @param restartIdentity whether RESTART IDENTITY was given
 */
public record Truncate(Lsn position, Optional<TransactionInfo> transaction, List<ReplicatedTable> tables, boolean cascade,
        boolean restartIdentity) implements Change {

    public Truncate {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(transaction, "transaction");
        tables = List.copyOf(tables);
    }
}
