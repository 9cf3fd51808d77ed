package io.quarkiverse.psycopg.types;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A bit string, {@code bit(n)} or {@code bit varying}. Bits are numbered from 0 at the left. Source: PostgreSQL documentation,
 * 8.10.
 */
public final class Bits {

    private static final int LEFTMOST = 0x80;

    private final byte[] bytes;
    private final int length;

    private Bits(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /**
     * From packed bits, the leftmost bit being the highest of the first byte; bits behind the end are cleared.
     *
     * @throws IllegalArgumentException if the bytes are not exactly those that so many bits take
     */
    public static Bits of(byte[] packed, int length) {
        if (length < 0 || packed.length != (length + 7L) / Byte.SIZE) {
            throw new IllegalArgumentException(length + " bits do not take " + packed.length + " bytes");
        }
        byte[] bytes = packed.clone();
        if (length % Byte.SIZE != 0) {
            bytes[bytes.length - 1] &= (byte) (0xFF << Byte.SIZE - length % Byte.SIZE);
        }
        return new Bits(bytes, length);
    }

    /** From the first bits of a set. */
    public static Bits of(BitSet set, int length) {
        byte[] bytes = new byte[(length + 7) / Byte.SIZE];
        for (int i = set.nextSetBit(0); i >= 0 && i < length; i = set.nextSetBit(i + 1)) {
            bytes[i / Byte.SIZE] |= (byte) (LEFTMOST >> i % Byte.SIZE);
        }
        return new Bits(bytes, length);
    }

    /**
     * From zeros and ones.
     *
     * @throws IllegalArgumentException if there is another character
     */
    public static Bits parse(String text) {
        BitSet set = new BitSet(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '0' && c != '1') {
                throw new IllegalArgumentException("a bit string has zeros and ones only");
            }
            set.set(i, c == '1');
        }
        return of(set, text.length());
    }

    /** Number of bits. */
    public int length() {
        return length;
    }

    /** The bit at a place, counted from 0 at the left. */
    public boolean get(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("bit " + index + " of " + length);
        }
        return (bytes[index / Byte.SIZE] & LEFTMOST >> index % Byte.SIZE) != 0;
    }

    /** A copy of the packed bits, padded with zeros at the right. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bits as a set of their places. */
    public BitSet toBitSet() {
        BitSet set = new BitSet(length);
        for (int i = 0; i < length; i++) {
            set.set(i, get(i));
        }
        return set;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bits that && length == that.length && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + length;
    }

    /** The server's text: zeros and ones. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(get(i) ? '1' : '0');
        }
        return out.toString();
    }
}
