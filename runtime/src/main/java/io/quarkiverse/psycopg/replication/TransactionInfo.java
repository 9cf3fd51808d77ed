package io.quarkiverse.psycopg.replication;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * The transaction that a change belongs to.
 *
 * @param xid the transaction's number, unsigned 32 bits
 * @param commitPosition where the commit (or, with two-phase decoding, the prepare) stands in the log
 * @param commitTime when it was committed (prepared), by the server's clock
 * @param globalId its name in a two-phase commit
 * @param origin the server that it was first committed on, if that is another one
 */
public record TransactionInfo(long xid, Lsn commitPosition, Instant commitTime, Optional<String> globalId,
        Optional<ReplicationOrigin> origin) {

    public TransactionInfo {
        Objects.requireNonNull(commitPosition, "commitPosition");
        Objects.requireNonNull(commitTime, "commitTime");
        Objects.requireNonNull(globalId, "globalId");
        Objects.requireNonNull(origin, "origin");
    }

    /** An ordinary transaction of this server. */
    public static TransactionInfo of(long xid, Lsn commitPosition, Instant commitTime) {
        return new TransactionInfo(xid, commitPosition, commitTime, Optional.empty(), Optional.empty());
    }

    /** The same transaction, with the server that it comes from. */
    public TransactionInfo withOrigin(ReplicationOrigin value) {
        return new TransactionInfo(xid, commitPosition, commitTime, globalId, Optional.of(value));
    }
}
