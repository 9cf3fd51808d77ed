package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.util.regex.Pattern;

import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The internal one-byte {@code "char"}: its ASCII character, {@code \ooo} in octal for bytes above 127, empty for 0, as the
 * server writes it since version 16. Source: PostgreSQL documentation, 8.3.
 */
public final class CharCodec extends SimpleCodec<String> {

    public static final int OID = 18;
    private static final int OCTAL = 8;
    private static final int ABOVE_ASCII = 0x80;
    private static final Pattern ESCAPE = Pattern.compile("\\\\[0-3][0-7]{2}");

    public CharCodec() {
        super(OID, "char", String.class);
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        requireLength(1, length);
        byte value = bytes[offset];
        if (value >= 0) {
            return value == 0 ? "" : Utf8.decode(bytes, offset, length);
        }
        return String.format("\\%03o", value & 0xFF);
    }

    @Override
    String read(String text) {
        return text;
    }

    @Override
    public String coerce(Object value) {
        if (value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Byte number) {
            return number > 0 ? String.valueOf((char) number.byteValue())
                    : number == 0 ? "" : String.format("\\%03o", number & 0xFF);
        }
        return super.coerce(value);
    }

    /**
     * A string too: servers before 16 take a backslash for the character itself, and all of them drop what follows the first.
     */
    @Override
    public boolean encodesBinary(Object value) {
        return true;
    }

    @Override
    public void encode(String value, WireWriter out) {
        if (value.isEmpty()) {
            out.writeByte(0);
        } else if (value.length() == 1 && value.charAt(0) < ABOVE_ASCII) {
            out.writeByte(value.charAt(0));
        } else if (ESCAPE.matcher(value).matches()) {
            out.writeByte(Integer.parseInt(value.substring(1), OCTAL));
        } else {
            throw malformed("expected one ASCII character, none, or \\ooo");
        }
    }
}
