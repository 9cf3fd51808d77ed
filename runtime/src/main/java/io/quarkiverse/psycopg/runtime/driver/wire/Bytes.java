package io.quarkiverse.psycopg.runtime.driver.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable run of bytes with value equality; its content never shows in {@link #toString()}.
 */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A copy of the array. */
    public static Bytes copyOf(byte[] array) {
        return copyOf(array, 0, array.length);
    }

    /** A copy of a part of the array. */
    public static Bytes copyOf(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length), 0, length);
    }

    /** The array itself, which the caller must not change any more. */
    public static Bytes wrap(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /** A part of the array itself, which the caller must not change any more; the whole array stays reachable. */
    public static Bytes wrap(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return new Bytes(array, offset, length);
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at an index counted from this run's beginning. */
    public byte get(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** A part of this run that shares its bytes. */
    public Bytes slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return new Bytes(array, offset + from, count);
    }

    /** A fresh copy. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The bytes as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
    public String toText() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** Appends the bytes, without a length. */
    public void writeTo(WireWriter out) {
        out.writeBytes(array, offset, length);
    }

    /** A reader of these bytes. */
    public WireReader reader() {
        return new WireReader(array, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b
                && Arrays.equals(array, offset, offset + length, b.array, b.offset, b.offset + b.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Bytes[" + length + "]";
    }
}
