package io.quarkiverse.psycopg.replication;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

import io.quarkiverse.psycopg.types.Lsn;
import io.vertx.core.buffer.Buffer;

/**
 * One piece of log data: a piece of raw WAL on a physical connection, one message of the output plugin on a logical one
 * (psycopg2's {@code ReplicationMessage}).
 *
 * @param dataStart the data's position; 0/0 for messages of an output plugin that have none
 * @param walEnd the end of the log on the server as it was sent
 * @param sendTime when it was sent, by the server's clock
 * @param payload the data
 */
public record ReplicationMessage(Lsn dataStart, Lsn walEnd, Instant sendTime, Buffer payload) {

    public ReplicationMessage {
        Objects.requireNonNull(dataStart, "dataStart");
        Objects.requireNonNull(walEnd, "walEnd");
        Objects.requireNonNull(sendTime, "sendTime");
        Objects.requireNonNull(payload, "payload");
    }

    /** Number of bytes of the payload. */
    public int dataSize() {
        return payload.length();
    }

    /** The payload as UTF-8 text, which is what {@code test_decoding} and other textual plugins send. */
    public String text() {
        return payload.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ReplicationMessage[dataStart=" + dataStart + ", walEnd=" + walEnd + ", " + dataSize() + " bytes]";
    }
}
