package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;
import java.util.Objects;

import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A piece of a COPY stream, as a part of the received array: not copied, and not to be changed.
 * {@code 'd' | int32 length | bytes}
 */
public record CopyData(byte[] buffer, int offset, int length) implements BackendMessage {

    /** The message's type byte. */
    public static final byte CODE = 'd';

    public CopyData {
        Objects.checkFromIndexSize(offset, length, buffer.length);
    }

    /** One piece over all of the bytes. */
    public static CopyData of(byte[] bytes) {
        return new CopyData(bytes, 0, bytes.length);
    }

    static CopyData read(WireReader in) {
        CopyData data = new CopyData(in.array(), in.position(), in.remaining());
        in.skip(in.remaining());
        return data;
    }

    /** The piece without copying it; the received array stays reachable. */
    public Bytes bytes() {
        return Bytes.wrap(buffer, offset, length);
    }

    @Override
    public BackendType type() {
        return BackendType.COPY_DATA;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeBytes(buffer, offset, length);
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyData d
                && Arrays.equals(buffer, offset, offset + length, d.buffer, d.offset, d.offset + d.length);
    }

    @Override
    public int hashCode() {
        return bytes().hashCode();
    }

    @Override
    public String toString() {
        return "CopyData[" + length + " bytes]";
    }
}
