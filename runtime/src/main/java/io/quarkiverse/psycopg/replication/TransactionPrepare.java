package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * A two-phase transaction's changes are complete and it is prepared; a {@link PreparedTransactionEnd} follows some time.
 *
 * @param position where it stands in the log
 * @param info the transaction
 * @param endPosition the position after it: what is acknowledged when all of it is processed
 */
public record TransactionPrepare(Lsn position, TransactionInfo info, Lsn endPosition) implements Change {

    public TransactionPrepare {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(endPosition, "endPosition");
    }

    @Override
    public Optional<TransactionInfo> transaction() {
        return Optional.of(info);
    }
}
