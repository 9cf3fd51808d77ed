package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;

import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A COPY stream from the server follows. {@code 'H' | int32 length | int8 format | int16 count | int16 format*}
 *
 * @param overallFormat 0 text, 1 binary
 * @param columnFormats 0 text, 1 binary for each column; not to be changed
 */
public record CopyOutResponse(byte overallFormat, short[] columnFormats) implements BackendMessage {

    static CopyOutResponse read(WireReader in) {
        return new CopyOutResponse(CopyFormats.readOverall(in), CopyFormats.readColumns(in));
    }

    @Override
    public BackendType type() {
        return BackendType.COPY_OUT_RESPONSE;
    }

    @Override
    public void write(WireWriter out) {
        CopyFormats.write(type(), overallFormat, columnFormats, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyOutResponse r && overallFormat == r.overallFormat
                && Arrays.equals(columnFormats, r.columnFormats);
    }

    @Override
    public int hashCode() {
        return 31 * overallFormat + Arrays.hashCode(columnFormats);
    }

    @Override
    public String toString() {
        return "CopyOutResponse[" + overallFormat + ", " + Arrays.toString(columnFormats) + "]";
    }
}
