package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * A transaction's changes are complete.
 *
 * @param position where it stands in the log
 * @param info the transaction
 * @param endPosition the position after it: what is acknowledged when all of it is processed
 */
public record TransactionCommit(Lsn position, TransactionInfo info, Lsn endPosition) implements Change {

    public TransactionCommit {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(endPosition, "endPosition");
    }

    @Override
    public Optional<TransactionInfo> transaction() {
        return Optional.of(info);
    }
}
