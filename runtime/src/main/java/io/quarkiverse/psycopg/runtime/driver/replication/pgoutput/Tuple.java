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

        /** Whether a column of that kind has a length and bytes. */
        static boolean hasValue(byte code) {
            return code == 't' || code == 'b';
        }

        /** The byte on the wire. */
        public byte code() {
            return code;
        }
    }

    private final byte[] array;
    private final int offset;
    private final int end;

    private Tuple(byte[] array, int offset, int end) {
        this.array = array;
        this.offset = offset;
        this.end = end;
    }

    /** Reads a tuple, checking every column's bounds. */
    static Tuple read(WireReader in) {
        int start = in.position();
        skip(in);
        return new Tuple(in.array(), start, in.position());
    }

    /** Passes over a tuple, checking every column's bounds. */
    static void skip(WireReader in) {
        int size = in.readUnsignedInt16();
        for (int i = 0; i < size; i++) {
            Kind kind = Kind.of(in.readByte());
            if (kind == Kind.TEXT || kind == Kind.BINARY) {
                in.skip(in.readInt32());
            }
        }
    }

    /** Holds the tuple, at {@link #offset}; only to be read. */
    byte[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    /** Number of columns. */
    public int size() {
        return BigEndian.int16(array, offset) & 0xffff;
    }

    /** Hands over the columns from first to last. */
    public void forEach(Visitor visitor) {
        WireReader in = new WireReader(array, offset, end - offset);
        int size = in.readUnsignedInt16();
        for (int i = 0; i < size; i++) {
            Kind kind = Kind.of(in.readByte());
            if (kind == Kind.TEXT || kind == Kind.BINARY) {
                int count = in.readInt32();
                visitor.column(i, kind, array, in.position(), count);
                in.skip(count);
            } else {
                visitor.column(i, kind, array, in.position(), 0);
            }
        }
    }

    /** The kinds of all columns. */
    public Kind[] kinds() {
        Kind[] kinds = new Kind[size()];
        forEach((i, kind, bytes, at, count) -> kinds[i] = kind);
        return kinds;
    }

    /** A column's bytes; empty for one that is null or was not sent. */
    public Bytes value(int column) {
        Bytes[] found = { Bytes.EMPTY };
        forEach((i, kind, bytes, at, count) -> {
            if (i == column) {
                found[0] = Bytes.copyOf(bytes, at, count);
            }
        });
        return found[0];
    }

    /** The columns of this tuple, those that were not sent replaced by the other's. */
    Tuple completedFrom(Tuple other) {
        Kind[] mine = kinds();
        int size = mine.length;
        if (!Arrays.asList(mine).contains(Kind.UNCHANGED) || other.size() != size) {
            return this;
        }
        WireWriter out = new WireWriter(end - offset + other.end - other.offset);
        out.writeInt16(size);
        Bytes[] theirs = new Bytes[size];
        Kind[] theirKinds = other.kinds();
        other.forEach((i, kind, bytes, at, count) -> theirs[i] = Bytes.wrap(bytes, at, count));
        forEach((i, kind, bytes, at, count) -> {
            if (kind == Kind.UNCHANGED) {
                cell(out, theirKinds[i], theirs[i]);
            } else {
                cell(out, kind, Bytes.wrap(bytes, at, count));
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
        return "Tuple[" + size() + " columns]";
    }

    /** Takes one column. The array is only to be read. */
    @FunctionalInterface
    public interface Visitor {
        void column(int index, Kind kind, byte[] array, int offset, int length);
    }
}
