package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    /** The byte that begins the message. */
    public static final byte CODE = 'D';
    /** Where the fields begin in the body, behind their count. */
    public static final int FIELDS = Short.BYTES;

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
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
        byte[] buffer = in.array();
        int offset = in.position();
        int length = in.remaining();
        int count = check(buffer, offset, length);
        in.skip(length);
        return new DataRow(buffer, offset + FIELDS, length - FIELDS, count);
    }

    /**
     * Makes sure that a body is a row: as many fields as it announces, each within it, nothing behind the last.
     *
     * @return how many fields there are
     * @throws ProtocolViolationException where it is none
     */
    public static int check(byte[] buffer, int offset, int length) {
        if (length < FIELDS) {
            throw new ProtocolViolationException(
                    FIELDS + " bytes expected at this place of the message, but " + length + " remain");
        }
        int count = (short) (buffer[offset] << 8 | buffer[offset + 1] & 0xff);
        validate(buffer, offset + FIELDS, offset + length, count);
        return count;
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
            int field = (int) INT32.get(buffer, at);
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
