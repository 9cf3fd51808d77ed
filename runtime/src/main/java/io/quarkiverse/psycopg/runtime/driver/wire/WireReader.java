package io.quarkiverse.psycopg.runtime.driver.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProtocolViolationException;

/**
 * Reads network-order values from a part of an array. Every overrun is a {@link ProtocolViolationException}; nothing is
 * allocated for a count that the remaining bytes cannot hold. Not thread-safe.
 */
public final class WireReader {

    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] buffer;
    private int position;
    private int end;

    public WireReader(byte[] buffer, int offset, int length) {
        reset(buffer, offset, length);
    }

    public WireReader(byte[] buffer) {
        this(buffer, 0, buffer.length);
    }

    /** Begins anew over another part of an array. */
    public void reset(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    public byte readByte() {
        require(1);
        return buffer[position++];
    }

    public short readInt16() {
        require(Short.BYTES);
        short value = (short) INT16.get(buffer, position);
        position += Short.BYTES;
        return value;
    }

    public int readUnsignedInt16() {
        return readInt16() & 0xffff;
    }

    public int readInt32() {
        require(Integer.BYTES);
        int value = (int) INT32.get(buffer, position);
        position += Integer.BYTES;
        return value;
    }

    public long readInt64() {
        require(Long.BYTES);
        long value = (long) INT64.get(buffer, position);
        position += Long.BYTES;
        return value;
    }

    /** Text up to the next zero byte, which is consumed. What is not UTF-8 becomes U+FFFD: early errors may come so. */
    public String readCString() {
        int start = position;
        int zero = zeroFrom(start);
        if (zero == end) {
            throw new ProtocolViolationException("a string lacks its terminating zero byte");
        }
        position = zero + 1;
        return zero == start ? "" : new String(buffer, start, zero - start, StandardCharsets.UTF_8);
    }

    /** Where the next zero byte is, the end where there is none: eight bytes at a time. */
    private int zeroFrom(int start) {
        int at = start;
        while (end - at >= Long.BYTES) {
            long eight = (long) INT64.get(buffer, at);
            // taking 1 from each byte sets a highest bit that was clear only where a byte is zero
            if ((eight - 0x0101010101010101L & ~eight & 0x8080808080808080L) != 0) {
                break;
            }
            at += Long.BYTES;
        }
        while (at < end && buffer[at] != 0) {
            at++;
        }
        return at;
    }

    /** Text of n bytes. What is not UTF-8 becomes U+FFFD; who must not lose it reads the bytes. */
    public String readUtf8(int n) {
        require(n);
        String text = new String(buffer, position, n, StandardCharsets.UTF_8);
        position += n;
        return text;
    }

    /** A copy of the next n bytes, so that a small value that is kept does not keep a whole received chunk. */
    public Bytes readBytes(int n) {
        require(n);
        Bytes bytes = Bytes.copyOf(buffer, position, n);
        position += n;
        return bytes;
    }

    public void skip(int n) {
        require(n);
        position += n;
    }

    /**
     * A count that was read, checked against the bytes that remain before anything is allocated for it.
     *
     * @param count as read from the wire
     * @param leastSize what one element takes at least, in bytes
     * @param what plural, for the message
     */
    public int requireCount(int count, int leastSize, String what) {
        if (count < 0 || (long) count * leastSize > remaining()) {
            throw new ProtocolViolationException(
                    count + " " + what + " announced, but " + remaining() + " bytes remain for them");
        }
        return count;
    }

    public int remaining() {
        return end - position;
    }

    /** The index in {@link #array()} that is read next. */
    public int position() {
        return position;
    }

    /** The array that is read: not a copy, must not be changed. */
    public byte[] array() {
        return buffer;
    }

    /** Fails when bytes remain. */
    public void requireEnd(String message) {
        if (position != end) {
            throw new ProtocolViolationException((end - position) + " trailing bytes in " + message);
        }
    }

    private void require(int n) {
        if (n < 0 || n > end - position) {
            throw new ProtocolViolationException(
                    n + " bytes expected at this place of the message, but " + (end - position) + " remain");
        }
    }
}
