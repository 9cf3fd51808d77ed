package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The content that the three answers to COPY share: {@code int8 format | int16 count | int16 format*}
 */
final class CopyFormats {

    private static final int TEXT = 0;
    private static final int BINARY = 1;

    private CopyFormats() {
    }

    static byte readOverall(WireReader in) {
        byte overall = in.readByte();
        if (overall != TEXT && overall != BINARY) {
            throw new ProtocolViolationException("COPY in the unknown format " + overall);
        }
        return overall;
    }

    static short[] readColumns(WireReader in) {
        int count = in.requireCount(in.readInt16(), Short.BYTES, "column formats");
        short[] formats = new short[count];
        for (int i = 0; i < count; i++) {
            formats[i] = in.readInt16();
        }
        return formats;
    }

    static void write(BackendType type, byte overall, short[] columns, WireWriter out) {
        int mark = out.beginMessage(type.code());
        out.writeByte(overall);
        out.writeInt16(columns.length);
        for (short column : columns) {
            out.writeInt16(column);
        }
        out.endMessage(mark);
    }
}
