package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * COMMIT PREPARED or ROLLBACK PREPARED of a transaction that was prepared before, possibly before this stream began.
 *
 * @param position where it stands in the log
 * @param info the transaction; its global name is present
 * @param committed whether it was committed
 * @param endPosition the position after it
 */
public record PreparedTransactionEnd(Lsn position, TransactionInfo info, boolean committed, Lsn endPosition)
        implements
            Change {

    public PreparedTransactionEnd {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(endPosition, "endPosition");
    }

    @Override
    public Optional<TransactionInfo> transaction() {
        return Optional.of(info);
    }
}
