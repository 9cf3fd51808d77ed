package io.quarkiverse.psycopg.types;

/**
 * A value that is sent as JSON, whatever its class: a list that is one document and no array, a string that is a JSON string, a
 * value in composed SQL. Written by the {@link JsonMapper}. psycopg's counterpart is {@code Json(object)}.
 * <p>
 * A value of an application's class that goes to a json or jsonb parameter needs no wrapper. {@link #toString()} shows the
 * value's class and never the value.
 *
 * @param value null is the JSON null, not SQL NULL
 */
public record AsJson(Object value) {

    @Override
    public String toString() {
        return "AsJson[" + (value == null ? "null" : value.getClass().getName()) + "]";
    }
}
