package io.quarkiverse.psycopg.types;

import java.lang.reflect.Type;

import io.quarkiverse.psycopg.error.NotSupportedException;

/**
 * Turns values of an application's classes into JSON text and back: for parameters and columns of json and jsonb, and for
 * payloads.
 * <p>
 * An application that has Jackson's {@code ObjectMapper} or JSON-B as a bean has one over it; a bean of this type takes its
 * place. Called from any thread, by several at once. What it throws fails the operation, or the reading of the value, with a
 * {@link io.quarkiverse.psycopg.error.DataException}.
 */
public interface JsonMapper {

    /**
     * For applications that have no JSON library: fails with a {@link NotSupportedException} that says what to add.
     */
    JsonMapper NONE = new JsonMapper() {

        private NotSupportedException missing() {
            return new NotSupportedException("expected a JSON mapper, got none: add the extension quarkus-jackson or "
                    + "quarkus-jsonb, provide a bean of JsonMapper, or use Json and its text");
        }

        @Override
        public String write(Object value) {
            throw missing();
        }

        @Override
        public <T> T read(String json, Type type) {
            throw missing();
        }
    };

    /**
     * The value as JSON text.
     *
     * @param value null is the JSON null
     */
    String write(Object value);

    /**
     * The JSON text as a value of the type: a class of the application, a tree of the library, a generic type such as
     * {@code List<Order>}.
     *
     * @return null for the JSON null
     */
    <T> T read(String json, Type type);
}
