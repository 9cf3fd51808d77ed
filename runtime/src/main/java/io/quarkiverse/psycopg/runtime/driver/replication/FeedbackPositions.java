package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Instant;

import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * The positions that a cursor tells the server: what its user gave, never moving back. A keepalive moves the flushed position
 * on only after the user has flushed all data that has come, as psycopg2 does it; a user who never flushes confirms nothing.
 * Any thread.
 */
final class FeedbackPositions {

    private Lsn write = Lsn.INVALID;
    private Lsn flush = Lsn.INVALID;
    private Lsn apply = Lsn.INVALID;
    private Lsn lastData = Lsn.INVALID;
    private Lsn walEnd = Lsn.INVALID;

    synchronized void data(Lsn dataStart, Lsn serverEnd) {
        lastData = lastData.max(dataStart);
        walEnd = walEnd.max(serverEnd);
    }

    synchronized void keepalive(Lsn serverEnd) {
        walEnd = walEnd.max(serverEnd);
        if (flush.isValid() && !flush.isBefore(lastData)) {
            write = write.max(serverEnd);
            flush = flush.max(serverEnd);
            apply = apply.max(serverEnd);
        }
    }

    synchronized void user(Feedback feedback) {
        write = feedback.write().map(write::max).orElse(write);
        flush = feedback.flush().map(flush::max).orElse(flush);
        apply = feedback.apply().map(apply::max).orElse(apply);
        write = write.max(flush).max(apply);
    }

    synchronized Lsn walEnd() {
        return walEnd;
    }

    synchronized StreamMessage.StatusUpdate status(Instant time, boolean reply) {
        return new StreamMessage.StatusUpdate(write, flush, apply, time, reply);
    }
}
