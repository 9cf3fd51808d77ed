package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Instant;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ServerTime;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * A message inside of CopyData while replication streams, either way, beside {@link LogData}.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-replication.html">PostgreSQL documentation 54.4,
 *      START_REPLICATION</a>
 */
public sealed interface StreamMessage {

    /** {@code 'k' int64 end of WAL | int64 time | int8 reply}. */
    record Keepalive(Lsn walEnd, Instant sendTime, boolean replyRequested) implements StreamMessage {

        private static final byte TYPE = 'k';

        /** Reads one from the content of CopyData that is not {@link LogData}. */
        static Keepalive read(byte[] array, int offset, int length) {
            WireReader in = new WireReader(array, offset, length);
            byte type = in.readByte();
            if (type != TYPE) {
                throw new ProtocolViolationException("expected log data (w) or a keepalive (k), got byte " + (type & 0xff));
            }
            Keepalive keepalive = new Keepalive(Lsn.of(in.readInt64()), ServerTime.toInstant(in.readInt64()),
                    in.readByte() != 0);
            in.requireEnd("a replication keepalive");
            return keepalive;
        }
    }

    /** {@code 'r' int64 written | int64 flushed | int64 applied | int64 time | int8 reply}, of the consumer. */
    record StatusUpdate(Lsn written, Lsn flushed, Lsn applied, Instant time, boolean replyRequested)
            implements
                StreamMessage {

        private static final byte TYPE = 'r';

        /** Appends the content of a CopyData message. */
        public void write(WireWriter out) {
            out.writeByte(TYPE);
            out.writeInt64(written.value());
            out.writeInt64(flushed.value());
            out.writeInt64(applied.value());
            out.writeInt64(ServerTime.toMicros(time));
            out.writeByte(replyRequested ? 1 : 0);
        }
    }

    /** {@code 'h' int64 time | int32 xmin | int32 epoch | int32 catalog xmin | int32 epoch}, of a standby; all 0: no longer. */
    record HotStandbyFeedback(Instant time, int xmin, int xminEpoch, int catalogXmin, int catalogXminEpoch)
            implements
                StreamMessage {

        private static final byte TYPE = 'h';

        /** Appends the content of a CopyData message. */
        public void write(WireWriter out) {
            out.writeByte(TYPE);
            out.writeInt64(ServerTime.toMicros(time));
            out.writeInt32(xmin);
            out.writeInt32(xminEpoch);
            out.writeInt32(catalogXmin);
            out.writeInt32(catalogXminEpoch);
        }
    }
}
