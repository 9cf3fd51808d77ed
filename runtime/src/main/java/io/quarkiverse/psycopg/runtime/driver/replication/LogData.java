package io.quarkiverse.psycopg.runtime.driver.replication;

import java.time.Instant;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ServerTime;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * Log data inside of CopyData: {@code 'w' int64 start | int64 end of WAL | int64 time | data}. Nearly all messages of a
 * stream are of this kind, so it is read where it stands, without an object of its own.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-replication.html">PostgreSQL documentation 54.4, XLogData</a>
 */
final class LogData {

    /** Bytes before the data. */
    static final int HEADER = 1 + 3 * Long.BYTES;

    private static final byte TYPE = 'w';
    private static final int START = 1;
    private static final int END = START + Long.BYTES;
    private static final int TIME = END + Long.BYTES;

    private LogData() {
    }

    /**
     * Whether the message is log data.
     *
     * @throws ProtocolViolationException if it is, and lacks a part of its header
     */
    static boolean is(byte[] array, int offset, int length) {
        if (length == 0 || array[offset] != TYPE) {
            return false;
        }
        if (length < HEADER) {
            throw new ProtocolViolationException("expected log data of at least " + HEADER + " bytes, got " + length);
        }
        return true;
    }

    /** Where the data stands in the log: the bits of an {@link Lsn}. */
    static long dataStart(byte[] array, int offset) {
        return BigEndian.int64(array, offset + START);
    }

    /** The end of the log on the server: the bits of an {@link Lsn}. */
    static long walEnd(byte[] array, int offset) {
        return BigEndian.int64(array, offset + END);
    }

    /** When it was sent, by the server's clock. */
    static Instant sendTime(byte[] array, int offset) {
        return ServerTime.toInstant(BigEndian.int64(array, offset + TIME));
    }
}
