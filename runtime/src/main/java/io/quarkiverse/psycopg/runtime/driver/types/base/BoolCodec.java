package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;

/** boolean: one byte, 0 or 1. Source: PostgreSQL documentation, 8.6. */
public final class BoolCodec extends Codec<Boolean> {

    public static final int OID = 16;

    public BoolCodec() {
        super(OID, "bool");
    }

    @Override
    public Primitive primitive() {
        return Primitive.BOOL;
    }

    @Override
    public Boolean decode(byte[] bytes, int offset, int length) {
        requireLength(1, length);
        return bytes[offset] != 0;
    }

    @Override
    public Boolean parse(String text, Settings settings) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw malformed("neither t nor f");
        };
    }

    @Override
    public String text(Boolean value, Settings settings) {
        return value ? "t" : "f";
    }

    @Override
    public Boolean coerce(Object value) {
        if (value instanceof Boolean b) {
            return b;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }

    @Override
    public void encode(Boolean value, WireWriter out) {
        out.writeByte(value ? 1 : 0);
    }
}
