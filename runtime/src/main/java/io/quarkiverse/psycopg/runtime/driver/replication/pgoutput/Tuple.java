package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.Arrays;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.types.BigEndian;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The columns of a row in {@code pgoutput}'s form, checked but not copied: {@code int16 n}, then for each column
 * {@code 'n'} (null), {@code 'u'} (unchanged, not sent), {@code 't' int32 length | text} or {@code 'b' int32 length | binary}.
 */
public final class Tuple {

    /** A column's kind byte. */
    public enum Kind {
        NULL('n'),
        UNCHANGED('u'),
        TEXT('t'),
        BINARY('b');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        static Kind of(byte code) {
            switch (code) {
                case 't':
                    return TEXT;
                case 'n':
                    return NULL;
                case 'b':
                    return BINARY;
                case 'u':
                    return UNCHANGED;
                default:
                    throw new ProtocolViolationException("expected a column of kind n, u, t or b, got byte " + (code & 0xff));
            }
        }

        /** The byte on the wire. */
        public byte code() {
            return code;
        }
    }

    private static final int NULL_LENGTH = -1;

    private final byte[] buffer;
    private final int offset;
    private final int length;
    private final int size;
    private final boolean unchanged;
    private final boolean binary;
    private final int dataLength;

    private Tuple(byte[] buffer, int offset, int length, int size, boolean unchanged, boolean binary, int dataLength) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.size = size;
        this.unchanged = unchanged;
        this.binary = binary;
        this.dataLength = dataLength;
    }

    /** Reads a tuple, checking every column's bounds. */
    static Tuple read(WireReader in) {
        int size = in.readUnsignedInt16();
        int start = in.position();
        boolean unchanged = false;
        boolean binary = false;
        int data = 0;
        for (int i = 0; i < size; i++) {
            Kind kind = Kind.of(in.readByte());
            data += Integer.BYTES;
            if (kind == Kind.TEXT || kind == Kind.BINARY) {
                int count = in.readInt32();
                in.skip(count);
                data += count;
                binary |= kind == Kind.BINARY;
            } else {
                unchanged |= kind == Kind.UNCHANGED;
            }
        }
        return new Tuple(in.array(), start, in.position() - start, size, unchanged, binary, data);
    }

    /** Number of columns. */
    public int size() {
        return size;
    }

    /** Whether a column was not sent because it was not changed. */
    public boolean hasUnchanged() {
        return unchanged;
    }

    /** Whether a column is in binary form. */
    public boolean hasBinary() {
        return binary;
    }

    /** Bytes that the columns' values take in the form of a DataRow. */
    public int dataLength() {
        return dataLength;
    }

    /** Hands over the columns from first to last. */
    public void forEach(Visitor visitor) {
        WireReader in = new WireReader(buffer, offset, length);
        for (int i = 0; i < size; i++) {
            Kind kind = Kind.of(in.readByte());
            if (kind == Kind.TEXT || kind == Kind.BINARY) {
                int count = in.readInt32();
                visitor.column(i, kind, buffer, in.position(), count);
                in.skip(count);
            } else {
                visitor.column(i, kind, buffer, in.position(), 0);
            }
        }
    }

    /** The kinds of all columns. */
    public Kind[] kinds() {
        Kind[] kinds = new Kind[size];
        forEach((i, kind, array, at, count) -> kinds[i] = kind);
        return kinds;
    }

    /** A column's bytes; empty for one that is null or was not sent. */
    public Bytes value(int column) {
        Bytes[] found = { Bytes.EMPTY };
        forEach((i, kind, array, at, count) -> {
            if (i == column) {
                found[0] = Bytes.copyOf(array, at, count);
            }
        });
        return found[0];
    }

    /**
     * The values in the form of a DataRow, without its count: {@code int32 length | bytes} per column, length -1 for null
     * and for a column that was not sent.
     */
    public byte[] toDataRow() {
        byte[] row = new byte[dataLength];
        int from = offset;
        int to = 0;
        for (int i = 0; i < size; i++) {
            Kind kind = Kind.of(buffer[from++]);
            if (kind == Kind.TEXT || kind == Kind.BINARY) {
                // The length and the value follow the kind as they follow each other in a DataRow.
                int count = Integer.BYTES + BigEndian.int32(buffer, from);
                System.arraycopy(buffer, from, row, to, count);
                from += count;
                to += count;
            } else {
                Arrays.fill(row, to, to + Integer.BYTES, (byte) NULL_LENGTH);
                to += Integer.BYTES;
            }
        }
        return row;
    }

    /** The columns of this tuple, those that were not sent replaced by the other's. */
    Tuple completedFrom(Tuple other) {
        if (!unchanged || other.size != size) {
            return this;
        }
        WireWriter out = new WireWriter(Short.BYTES + length + other.length);
        out.writeInt16(size);
        Kind[] mine = kinds();
        Bytes[] theirs = new Bytes[size];
        Kind[] theirKinds = other.kinds();
        other.forEach((i, kind, array, at, count) -> theirs[i] = Bytes.wrap(array, at, count));
        forEach((i, kind, array, at, count) -> {
            if (mine[i] == Kind.UNCHANGED) {
                cell(out, theirKinds[i], theirs[i]);
            } else {
                cell(out, kind, Bytes.wrap(array, at, count));
            }
        });
        return read(new WireReader(out.array(), 0, out.size()));
    }

    private static void cell(WireWriter out, Kind kind, Bytes bytes) {
        out.writeByte(kind.code());
        if (kind == Kind.TEXT || kind == Kind.BINARY) {
            out.writeInt32(bytes.length());
            bytes.writeTo(out);
        }
    }

    @Override
    public String toString() {
        return "Tuple[" + size + " columns]";
    }

    /** Takes one column. The array is only to be read. */
    @FunctionalInterface
    public interface Visitor {
        void column(int index, Kind kind, byte[] array, int offset, int length);
    }
}
