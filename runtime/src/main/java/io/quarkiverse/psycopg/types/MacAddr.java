package io.quarkiverse.psycopg.types;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A MAC address of 6 bytes. Source: PostgreSQL documentation, 8.9.
 *
 * @param value the address' 6 bytes in the lower bits
 */
public record MacAddr(long value) implements Comparable<MacAddr> {

    /** Bytes of an address. */
    public static final int BYTES = 6;

    public MacAddr {
        if (value >>> BYTES * Byte.SIZE != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits");
        }
    }

    /**
     * From hexadecimal digits, in any of the groupings that the server reads.
     *
     * @throws IllegalArgumentException if there are not exactly 12 digits
     */
    public static MacAddr parse(String text) {
        String digits = text.toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
        if (digits.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a MAC address has 12 hexadecimal digits here");
        }
        return new MacAddr(HexFormat.fromHexDigitsToLong(digits));
    }

    @Override
    public int compareTo(MacAddr other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** The server's text: pairs of digits with colons between. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(3 * BYTES);
        for (int i = BYTES - 1; i >= 0; i--) {
            HexFormat.of().toHexDigits(out, (byte) (value >> i * Byte.SIZE));
            out.append(i > 0 ? ":" : "");
        }
        return out.toString();
    }
}
