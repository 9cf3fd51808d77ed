package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.Optional;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.PreparedTransactionEnd;
import io.quarkiverse.psycopg.replication.TransactionCommit;
import io.quarkiverse.psycopg.replication.TransactionPrepare;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * Which changes end something that can be acknowledged, and where.
 */
public final class Ends {

    private Ends() {
    }

    /** The position to acknowledge when all up to and with this change is processed; empty in the middle of a transaction. */
    public static Optional<Lsn> of(Change change) {
        if (change instanceof TransactionCommit commit) {
            return Optional.of(commit.endPosition());
        } else if (change instanceof TransactionPrepare prepare) {
            return Optional.of(prepare.endPosition());
        } else if (change instanceof PreparedTransactionEnd end) {
            return Optional.of(end.endPosition());
        } else if (change instanceof LogicalMessage message && !message.isTransactional()) {
            // its record's end is not told; the server skips what begins before the confirmed position
            return Optional.of(message.position().plus(1));
        }
        return Optional.empty();
    }

    /** Whether the change is alone, outside of a transaction's begin and end. */
    static boolean standsAlone(Change change) {
        return change instanceof PreparedTransactionEnd
                || change instanceof LogicalMessage message && !message.isTransactional();
    }
}
