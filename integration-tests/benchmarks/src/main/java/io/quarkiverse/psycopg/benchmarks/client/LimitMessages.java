package io.quarkiverse.psycopg.benchmarks.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.psycopg.benchmarks.workload.Tables;

/**
 * The messages of a bare client, encoded beforehand; of a select only the key is written anew. Source of the shapes: PostgreSQL
 * documentation 54.7, Message Formats.
 */
final class LimitMessages {

    static final int HEADER = 5;
    static final byte[] SYNC = { 'S', 0, 0, 0, 4 };
    private static final int KEY_IN_BIND = 18;
    private static final byte[] SELECT = select("k");

    private LimitMessages() {
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The first message of a connection, with further parameters as pairs. */
    static byte[] startup(String... parameters) {
        return startupOf(Tables.USER, parameters);
    }

    /** The same of any user. */
    static byte[] startupOf(String user, String... parameters) {
        StringBuilder text = new StringBuilder("user\0" + user + "\0database\0" + Tables.DATABASE + "\0");
        for (String parameter : parameters) {
            text.append(parameter).append('\0');
        }
        byte[] body = ascii(text.append('\0').toString());
        return ByteBuffer.allocate(8 + body.length).putInt(8 + body.length).putInt(3 << 16).put(body).array();
    }

    /** A message of one type with a text that ends in a zero byte: Query. */
    static byte[] query(String sql) {
        byte[] body = ascii(sql + "\0");
        return ByteBuffer.allocate(HEADER + body.length).put((byte) 'Q').putInt(4 + body.length).put(body).array();
    }

    /** Parse without declared types, and Sync. */
    static byte[] parse(String name, String sql) {
        byte[] body = ascii(name + "\0" + sql + "\0\0\0");
        return ByteBuffer.allocate(2 * HEADER + body.length).put((byte) 'P').putInt(4 + body.length).put(body).put(SYNC)
                .array();
    }

    /** Bind with one int8 and all results in binary, and Execute, of a statement whose name is one letter. */
    static byte[] select(String statement) {
        return ByteBuffer.allocate(1 + 4 + 1 + 2 + 4 + 2 + 12 + 4 + 10).put((byte) 'B')
                .putInt(4 + 1 + 2 + 4 + 2 + 12 + 4).put(ascii("\0" + statement + "\0"))
                .putShort((short) 1).putShort((short) 1).putShort((short) 1).putInt(Long.BYTES).putLong(0)
                .putShort((short) 1).putShort((short) 1)
                .put((byte) 'E').putInt(9).put((byte) 0).putInt(0).array();
    }

    /** Appends a select by key, without Sync. */
    static void putSelect(ByteBuffer out, long key) {
        putSelect(out, SELECT, key);
    }

    static void putSelect(ByteBuffer out, byte[] select, long key) {
        int start = out.position();
        out.put(select).putLong(start + KEY_IN_BIND, key);
    }

    /** Appends Bind and Execute of the statement {@code i}, with an int4, a short ASCII text and a float8 in binary. */
    static void putInsert(ByteBuffer out, int number, byte[] text, double value) {
        int length = 4 + 1 + 2 + 2 + 2 + 2 + 8 + 4 + text.length + 12 + 2;
        out.put((byte) 'B').putInt(length).put((byte) 0).put((byte) 'i').put((byte) 0);
        out.putShort((short) 1).putShort((short) 1).putShort((short) 3);
        out.putInt(4).putInt(number).putInt(text.length).put(text).putInt(8).putDouble(value).putShort((short) 0);
        out.put((byte) 'E').putInt(9).put((byte) 0).putInt(0);
    }

    /** What replies told: rows, ended statements, ReadyForQuery. */
    static final class Tally {

        long rows;
        long changes;
        long notifications;
        int commands;
        int ready;
        int copying;

        /** Takes note of the whole messages of the buffer and leaves the position behind them. */
        void skim(ByteBuffer in) throws IOException {
            while (in.remaining() >= HEADER) {
                int start = in.position();
                int length = in.getInt(start + 1);
                if (in.remaining() <= length) {
                    break;
                }
                byte type = in.get(start);
                switch (type) {
                    case 'D' -> rows++;
                    case 'C' -> commands++;
                    case 'Z' -> ready++;
                    case 'A' -> notifications++;
                    case 'W' -> copying++;
                    case 'd' -> changes += isInsert(in, start, length) ? 1 : 0;
                    case 'E' -> throw new IOException("the server answered with an error");
                    default -> {
                        // nothing to count
                    }
                }
                in.position(start + 1 + length);
            }
        }

        /** An {@code I} of pgoutput behind the 25 bytes of XLogData. */
        private static boolean isInsert(ByteBuffer in, int start, int length) {
            return length > 29 && in.get(start + HEADER) == 'w' && in.get(start + HEADER + 25) == 'I';
        }
    }
}
