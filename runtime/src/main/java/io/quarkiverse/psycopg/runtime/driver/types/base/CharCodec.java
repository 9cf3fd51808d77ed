package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Utf8;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/**
 * The internal one-byte {@code "char"}: its ASCII character, {@code \ooo} in octal for bytes above 127, empty for 0, as the
 * server
 * writes it since version 16. Source: PostgreSQL documentation, 8.3.
 */
public final class CharCodec extends SimpleCodec<String> {

    public static final int OID = 18;
    private static final int OCTAL_DIGITS = 3;

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

    @Override
    public void encode(String value, WireWriter out) {
        if (value.length() == OCTAL_DIGITS + 1 && value.charAt(0) == '\\') {
            out.writeByte(Integer.parseInt(value.substring(1), 8));
        } else if (value.isEmpty()) {
            out.writeByte(0);
        } else if (value.length() == 1 && value.charAt(0) < 0x80) {
            out.writeByte(value.charAt(0));
        } else {
            throw malformed("not one ASCII character");
        }
    }
}
