package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.vertx.core.buffer.Buffer;

/**
 * bytea: the bytes themselves; as text hex ({@code \x…}) or the older escape form. Source: PostgreSQL documentation, 8.4.
 */
public final class ByteaCodec extends Codec<byte[]> {

    public static final int OID = 17;
    private static final String HEX_PREFIX = "\\x";
    private static final int OCTAL_DIGITS = 3;

    public ByteaCodec() {
        super(OID, "bytea");
    }

    @Override
    public byte[] decode(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public byte[] parse(String text, Settings settings) {
        if (text.startsWith(HEX_PREFIX)) {
            try {
                return HexFormat.of().parseHex(text, HEX_PREFIX.length(), text.length());
            } catch (IllegalArgumentException e) {
                throw malformed("not hexadecimal digits in pairs");
            }
        }
        return unescape(text);
    }

    private byte[] unescape(String text) {
        byte[] out = new byte[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                if (c > 0x7F) {
                    throw malformed("a character outside ASCII");
                }
                out[size++] = (byte) c;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '\\') {
                out[size++] = '\\';
                i++;
            } else {
                out[size++] = octal(text, i + 1);
                i += OCTAL_DIGITS;
            }
        }
        return Arrays.copyOf(out, size);
    }

    private byte octal(String text, int at) {
        if (at + OCTAL_DIGITS > text.length()) {
            throw malformed("an escape without its digits");
        }
        int value = 0;
        for (int i = at; i < at + OCTAL_DIGITS; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                throw malformed("an escape that is not octal");
            }
            value = value * 8 + digit;
        }
        if (value > 0xFF) {
            throw malformed("an escape above 377");
        }
        return (byte) value;
    }

    @Override
    public String text(byte[] value, Settings settings) {
        return HEX_PREFIX + HexFormat.of().formatHex(value);
    }

    @Override
    public byte[] coerce(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof Buffer buffer) {
            return buffer.getBytes();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(byte[] value, WireWriter out) {
        out.writeBytes(value, 0, value.length);
    }

    @Override
    public <R> R as(byte[] value, Class<R> target, Settings settings) {
        if (target == Buffer.class) {
            return target.cast(Buffer.buffer(value));
        }
        if (target == ByteBuffer.class) {
            return target.cast(ByteBuffer.wrap(value));
        }
        return super.as(value, target, settings);
    }
}
