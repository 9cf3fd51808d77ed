package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;

/**
 * A type with one Java class of its own, whose text does not depend on settings.
 *
 * @param <T> that class
 */
abstract class SimpleCodec<T> extends Codec<T> {

    private final Class<T> type;

    SimpleCodec(int oid, String typeName, Class<T> type) {
        super(oid, typeName);
        this.type = type;
    }

    /** Reads the text form; an IllegalArgumentException tells that it is none. */
    abstract T read(String text);

    @Override
    public final T parse(String text, Settings settings) {
        try {
            return read(text);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    @Override
    public String text(T value, Settings settings) {
        return value.toString();
    }

    @Override
    public T coerce(Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString(), Settings.DEFAULT);
        }
        throw cannotSend(value);
    }
}
