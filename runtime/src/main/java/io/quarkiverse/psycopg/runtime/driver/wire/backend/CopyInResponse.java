package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The server waits for a COPY stream. {@code 'G' | int32 length | int8 format | int16 count | int16 format*}
 *
 * @param overallFormat 0 text, 1 binary
 * @param columnFormats 0 text, 1 binary for each column; not to be changed
 */
public record CopyInResponse(byte overallFormat, short[] columnFormats) implements BackendMessage {

    static CopyInResponse read(WireReader in) {
        return new CopyInResponse(CopyFormats.readOverall(in), CopyFormats.readColumns(in));
    }

    @Override
    public BackendType type() {
        return BackendType.COPY_IN_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        CopyFormats.write(type(), overallFormat, columnFormats, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyInResponse r && overallFormat == r.overallFormat
                && Arrays.equals(columnFormats, r.columnFormats);
    }

    @Override
    public int hashCode() {
        return 31 * overallFormat + Arrays.hashCode(columnFormats);
    }

    @Override
    public String toString() {
        return "CopyInResponse[" + overallFormat + ", " + Arrays.toString(columnFormats) + "]";
    }
}
