package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * A transaction's changes follow. It is committed already: the server sends a transaction when it knows that it is.
 *
 * @param position where it stands in the log
 * @param info the transaction
 */
public record TransactionBegin(Lsn position, TransactionInfo info) implements Change {

    public TransactionBegin {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(info, "info");
    }

    @Override
    public Optional<TransactionInfo> transaction() {
        return Optional.of(info);
    }
}
