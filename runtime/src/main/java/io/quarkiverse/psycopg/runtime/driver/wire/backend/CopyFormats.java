package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * What the three answers to COPY say. {@code int8 format | int16 count | int16 format*}
 *
 * @param overall 0 text, 1 binary
 * @param columns 0 text, 1 binary for each column; not to be changed
 */
public record CopyFormats(byte overall, short[] columns) {

    private static final int TEXT = 0;
    private static final int BINARY = 1;

    static CopyFormats read(WireReader in) {
        byte overall = in.readByte();
        if (overall != TEXT && overall != BINARY) {
            throw new ProtocolViolationException("COPY in the unknown format " + overall);
        }
        int count = in.requireCount(in.readInt16(), Short.BYTES, "column formats");
        short[] columns = new short[count];
        for (int i = 0; i < count; i++) {
            columns[i] = in.readInt16();
        }
        return new CopyFormats(overall, columns);
    }

    void write(BackendType type, WireWriter out) {
        int mark = out.beginMessage(type.code());
        out.writeByte(overall);
        out.writeInt16(columns.length);
        for (short column : columns) {
            out.writeInt16(column);
        }
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyFormats formats && overall == formats.overall && Arrays.equals(columns, formats.columns);
    }

    @Override
    public int hashCode() {
        return 31 * overall + Arrays.hashCode(columns);
    }

    @Override
    public String toString() {
        return overall + " " + Arrays.toString(columns);
    }
}
