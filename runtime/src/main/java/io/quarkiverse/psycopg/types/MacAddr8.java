package io.quarkiverse.psycopg.types;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A MAC address of 8 bytes (EUI-64). Source: PostgreSQL documentation, 8.9.
 *
 * @param value the address' 8 bytes in the lower bits
 */
public record MacAddr8(long value) implements Comparable<MacAddr8> {

    /** Bytes of an address. */
    public static final int BYTES = 8;

    /**
     * From hexadecimal digits, in any of the groupings that the server reads.
     *
     * @throws IllegalArgumentException if there are not exactly 16 digits
     */
    public static MacAddr8 parse(String text) {
        String digits = text.toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
        if (digits.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a MAC address has 16 hexadecimal digits here");
        }
        return new MacAddr8(HexFormat.fromHexDigitsToLong(digits));
    }

    @Override
    public int compareTo(MacAddr8 other) {
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
