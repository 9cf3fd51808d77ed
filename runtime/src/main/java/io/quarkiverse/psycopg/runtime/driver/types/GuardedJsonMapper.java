package io.quarkiverse.psycopg.runtime.driver.types;

import java.lang.reflect.Type;
import java.util.Objects;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.types.JsonMapper;

/**
 * Turns what a mapper throws into errors that name the class and never show the value.
 *
 * @param mapper the library's or the application's
 */
record GuardedJsonMapper(JsonMapper mapper) implements JsonMapper {

    static JsonMapper of(JsonMapper mapper) {
        return mapper == NONE || mapper instanceof GuardedJsonMapper ? mapper
                : new GuardedJsonMapper(Objects.requireNonNull(mapper, "mapper"));
    }

    @Override
    public String write(Object value) {
        String text;
        try {
            text = mapper.write(value);
        } catch (PgException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataException("the JSON mapper could not write a value of class " + className(value) + ": "
                    + e.getClass().getName(), e);
        }
        if (text == null) {
            throw new DataException("the JSON mapper " + mapper.getClass().getName() + " wrote null for a value of class "
                    + className(value) + ": expected JSON text");
        }
        return text;
    }

    private static String className(Object value) {
        return value == null ? "null" : value.getClass().getName();
    }

    @Override
    public <T> T read(String json, Type type) {
        try {
            return mapper.read(json, type);
        } catch (PgException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new DataException("the JSON mapper could not read the text as " + type.getTypeName() + ": "
                    + e.getClass().getName(), e);
        }
    }
}
