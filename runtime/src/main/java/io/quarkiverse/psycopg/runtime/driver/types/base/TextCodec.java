package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Primitive;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;

/**
 * Types whose value is a string and whose binary form is its UTF-8: text, varchar, bpchar, name, xml, citext, refcursor…
 * Source: PostgreSQL documentation, 8.3.
 */
public final class TextCodec extends StringCodec {

    public static final int OID = 25;

    public TextCodec(int oid, String typeName) {
        super(oid, typeName);
    }

    @Override
    public Primitive primitive() {
        return Primitive.TEXT;
    }

    @Override
    public String coerce(Object value) {
        if (value instanceof CharSequence || value instanceof Character || value instanceof Number
                || value instanceof java.util.UUID || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        throw cannotSend(value);
    }

    @Override
    public boolean encodesBinary(Object value) {
        return true;
    }

    @Override
    public <R> R as(String value, Class<R> target, Settings settings) {
        if (target == Character.class && value.length() == 1) {
            return target.cast(value.charAt(0));
        }
        if (target.isEnum()) {
            return constant(value, target);
        }
        return super.as(value, target, settings);
    }

    private <R> R constant(String value, Class<R> target) {
        for (R candidate : target.getEnumConstants()) {
            if (((Enum<?>) candidate).name().equals(value)) {
                return candidate;
            }
        }
        throw outOfRange(target);
    }
}
