package io.quarkiverse.psycopg.runtime.driver.wire.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The lists that begin with an int16 count, which the server reads as unsigned.
 */
final class Counts {

    private static final int MAXIMUM = 0xffff;
    private static final int NULL = -1;

    private Counts() {
    }

    static void require(int count, String what) {
        if (count > MAXIMUM) {
            throw new ProgrammingException(count + " " + what + ": the protocol has room for " + MAXIMUM);
        }
    }

    static short[] readFormats(WireReader in) {
        short[] formats = new short[in.requireCount(in.readUnsignedInt16(), Short.BYTES, "formats")];
        for (int i = 0; i < formats.length; i++) {
            formats[i] = in.readInt16();
        }
        return formats;
    }

    static void writeFormats(short[] formats, WireWriter out) {
        out.writeInt16(formats.length);
        for (short format : formats) {
            out.writeInt16(format);
        }
    }

    /** Values with their lengths; null is an SQL NULL. */
    static List<Bytes> readValues(WireReader in) {
        int count = in.requireCount(in.readUnsignedInt16(), Integer.BYTES, "values");
        List<Bytes> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.readInt32();
            values.add(length == NULL ? null : in.readBytes(length));
        }
        return values;
    }

    static void writeValues(List<Bytes> values, WireWriter out) {
        out.writeInt16(values.size());
        for (Bytes value : values) {
            if (value == null) {
                out.writeInt32(NULL);
            } else {
                out.writeInt32(value.length());
                value.writeTo(out);
            }
        }
    }

    /** List.copyOf refuses null. */
    static List<Bytes> copyOf(List<Bytes> values) {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }
}
