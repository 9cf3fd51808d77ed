package io.quarkiverse.psycopg.replication;

import java.util.Objects;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * How far a stream is.
 *
 * @param received end of what has been received
 * @param confirmed what has been acknowledged, with all before it, and is told to the server
 * @param serverEnd the end of the server's log as last told
 */
public record ReplicationPositions(Lsn received, Lsn confirmed, Lsn serverEnd) {

    public ReplicationPositions {
        Objects.requireNonNull(received, "received");
        Objects.requireNonNull(confirmed, "confirmed");
        Objects.requireNonNull(serverEnd, "serverEnd");
    }

    /** Bytes of log that are not confirmed, as far as is known here. */
    public long lagBytes() {
        return serverEnd.bytesSince(confirmed);
    }
}
