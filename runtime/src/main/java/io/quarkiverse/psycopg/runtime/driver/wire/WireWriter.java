package io.quarkiverse.psycopg.runtime.driver.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * A growing array that network-order values are appended to: a batch of requests is written into one and sent at once.
 * What cannot be sent (NUL or a lone surrogate in text, a message beyond the server's bound) is a
 * {@link ProgrammingException} without the text; the caller then goes back with {@link #truncate}. Not thread-safe.
 */
public final class WireWriter {

    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int FIRST_CAPACITY = 256;
    /** What an idle writer may hold on to: the batches of one statement with many entries stay below it. */
    private static final int KEPT_CAPACITY = 512 * 1024;
    /** Room for a message of the server's bound behind a batch of others. */
    private static final long MAXIMUM = WireLimits.SERVER_MAXIMUM + (4L << 20);
    /** UTF-8 needs at most three bytes for one char of a String. */
    private static final int UTF8_PER_CHAR = 3;

    private final long maximum;
    private byte[] buffer;
    private int size;

    public WireWriter() {
        this(FIRST_CAPACITY);
    }

    public WireWriter(int capacity) {
        this(capacity, MAXIMUM);
    }

    /** @param maximum what is refused before memory is taken for it */
    WireWriter(int capacity, long maximum) {
        this.maximum = maximum;
        this.buffer = new byte[capacity];
    }

    public void writeByte(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
    }

    public void writeInt16(int value) {
        ensure(Short.BYTES);
        INT16.set(buffer, size, (short) value);
        size += Short.BYTES;
    }

    public void writeInt32(int value) {
        ensure(Integer.BYTES);
        INT32.set(buffer, size, value);
        size += Integer.BYTES;
    }

    public void writeInt64(long value) {
        ensure(Long.BYTES);
        INT64.set(buffer, size, value);
        size += Long.BYTES;
    }

    /** The text and a zero byte. */
    public void writeCString(String text) {
        writeUtf8(text);
        writeByte(0);
    }

    /** The text without a length or end. A NUL is refused here too: no text of the server can hold one. */
    public void writeUtf8(String text) {
        int length = text.length();
        ensure(length);
        byte[] out = buffer;
        int at = size;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == 0) {
                break;
            }
            out[at++] = (byte) c;
            i++;
        }
        int before = size;
        size = at;
        if (i < length) {
            writeUtf8From(text, i, before);
        }
    }

    private void writeUtf8From(String text, int from, int before) {
        ensure((long) (text.length() - from) * UTF8_PER_CHAR);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                putFour(Character.toCodePoint(c, text.charAt(++i)));
            } else if (c == 0 || Character.isSurrogate(c)) {
                size = before;
                throw new ProgrammingException((c == 0 ? "a NUL character" : "a lone surrogate") + " at index " + i
                        + " of a text: PostgreSQL cannot take it");
            } else {
                putChar(c);
            }
        }
    }

    private void putChar(char c) {
        if (c < 0x80) {
            buffer[size++] = (byte) c;
        } else if (c < 0x800) {
            buffer[size++] = (byte) (0xc0 | c >> 6);
            buffer[size++] = (byte) (0x80 | c & 0x3f);
        } else {
            buffer[size++] = (byte) (0xe0 | c >> 12);
            buffer[size++] = (byte) (0x80 | c >> 6 & 0x3f);
            buffer[size++] = (byte) (0x80 | c & 0x3f);
        }
    }

    private void putFour(int codePoint) {
        buffer[size++] = (byte) (0xf0 | codePoint >> 18);
        buffer[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        buffer[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        buffer[size++] = (byte) (0x80 | codePoint & 0x3f);
    }

    public void writeBytes(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        ensure(length);
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
    }

    public void writeBytes(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    /** Begins a message of a type; the mark is for {@link #endMessage}. */
    public int beginMessage(byte type) {
        writeByte(type);
        return beginMessage();
    }

    /** Begins a message without a type byte: StartupMessage and its like. */
    public int beginMessage() {
        int mark = size;
        writeInt32(0);
        return mark;
    }

    /** Fills in the length of the message, which counts itself. */
    public void endMessage(int mark) {
        int length = size - mark;
        if (length > WireLimits.SERVER_MAXIMUM) {
            throw tooLarge(length);
        }
        INT32.set(buffer, mark, length);
    }

    /** Begins a value that has its length before it; the mark is for {@link #endLength}. */
    public int beginLength() {
        return beginMessage();
    }

    /** Fills in the length of the value, which does not count itself. */
    public void endLength(int mark) {
        INT32.set(buffer, mark, size - mark - Integer.BYTES);
    }

    /** Overwrites an int16 written before, at an index that {@link #size()} gave: a count known only at the end. */
    public void setInt16(int index, int value) {
        Objects.checkFromIndexSize(index, Short.BYTES, size);
        INT16.set(buffer, index, (short) value);
    }

    /** Overwrites an int32 written before, at an index that {@link #size()} gave. */
    public void setInt32(int index, int value) {
        Objects.checkFromIndexSize(index, Integer.BYTES, size);
        INT32.set(buffer, index, value);
    }

    /** The array that is written to, valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return buffer;
    }

    public int size() {
        return size;
    }

    /** Forgets all; the array is used again, unless what was written has made it uncommonly large. */
    public void reset() {
        size = 0;
        if (buffer.length > KEPT_CAPACITY) {
            buffer = new byte[FIRST_CAPACITY];
        }
    }

    /** Forgets what was written after a former size. */
    public void truncate(int formerSize) {
        size = Objects.checkIndex(formerSize, size + 1);
    }

    /** A fresh copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private void ensure(long more) {
        if (more > buffer.length - size) {
            long needed = size + more;
            if (needed > maximum) {
                throw tooLarge(needed);
            }
            grow((int) Math.max(needed, Math.min(2L * buffer.length, maximum)), (int) needed);
        }
    }

    /** A request that does not fit into the memory is refused like one that the server would not take. */
    private void grow(int wanted, int needed) {
        try {
            buffer = Arrays.copyOf(buffer, wanted);
        } catch (OutOfMemoryError e) {
            throw new ProgrammingException("a request of " + needed + " bytes and more does not fit into the heap; send large "
                    + "data by COPY or as a large object", e);
        }
    }

    private static ProgrammingException tooLarge(long length) {
        return new ProgrammingException("a request of " + length + " bytes is beyond the server's bound of "
                + WireLimits.SERVER_MAXIMUM + " bytes; send large data by COPY or as a large object");
    }
}
