package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.util.Arrays;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * A row, as a part of the received array: not copied, and not to be changed. What was read from the wire is consistent:
 * exactly fieldCount fields, each length -1 (NULL) or within the part, nothing behind the last one.
 * {@code 'D' | int32 length | int16 count | (int32 length | bytes)*}
 *
 * @param offset of the first field's length
 * @param length of all fields with their lengths
 */
public record DataRow(byte[] buffer, int offset, int length, int fieldCount) implements BackendMessage {

    private static final int NULL = -1;

    public DataRow {
        Objects.checkFromIndexSize(offset, length, buffer.length);
    }

    /** A row made of its fields; a null element is an SQL NULL. */
    public static DataRow of(byte[]... fields) {
        WireWriter out = new WireWriter();
        for (byte[] field : fields) {
            if (field == null) {
                out.writeInt32(NULL);
            } else {
                out.writeInt32(field.length);
                out.writeBytes(field);
            }
        }
        return new DataRow(out.toByteArray(), 0, out.size(), fields.length);
    }

    static DataRow read(WireReader in) {
        int count = in.readInt16();
        byte[] buffer = in.array();
        int offset = in.position();
        int length = in.remaining();
        validate(buffer, offset, offset + length, count);
        in.skip(length);
        return new DataRow(buffer, offset, length, count);
    }

    private static void validate(byte[] buffer, int from, int end, int count) {
        if (count < 0) {
            throw new ProtocolViolationException("a DataRow of " + count + " fields");
        }
        int at = from;
        for (int i = 0; i < count; i++) {
            if (end - at < Integer.BYTES) {
                throw new ProtocolViolationException("a DataRow ends within its field " + (i + 1) + " of " + count);
            }
            int field = buffer[at] << 24 | (buffer[at + 1] & 0xff) << 16 | (buffer[at + 2] & 0xff) << 8
                    | buffer[at + 3] & 0xff;
            at += Integer.BYTES;
            if (field > 0) {
                if (field > end - at) {
                    throw new ProtocolViolationException("field " + (i + 1) + " of a DataRow announces " + field
                            + " bytes, but " + (end - at) + " remain");
                }
                at += field;
            } else if (field < NULL) {
                throw new ProtocolViolationException("field " + (i + 1) + " of a DataRow has the length " + field);
            }
        }
        if (at != end) {
            throw new ProtocolViolationException((end - at) + " trailing bytes in DataRow");
        }
    }

    @Override
    public BackendType type() {
        return BackendType.DATA_ROW;
    }

    @Override
    public void write(WireWriter out) {
        int mark = out.beginMessage(type().code());
        out.writeInt16(fieldCount);
        out.writeBytes(buffer, offset, length);
        out.endMessage(mark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataRow r && fieldCount == r.fieldCount
                && Arrays.equals(buffer, offset, offset + length, r.buffer, r.offset, r.offset + r.length);
    }

    @Override
    public int hashCode() {
        return Bytes.wrap(buffer, offset, length).hashCode();
    }

    @Override
    public String toString() {
        return "DataRow[" + fieldCount + " fields, " + length + " bytes]";
    }
}
