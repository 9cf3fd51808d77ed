package io.quarkiverse.psycopg.types;

import java.util.Objects;

/**
 * A json or jsonb value as its text. SQL NULL is an absent value; the JSON null is {@code new Json("null")}.
 * <p>
 * The text is not checked here: the server refuses what is no JSON. {@link #toString()} is the text. Source: PostgreSQL
 * documentation, 8.14.
 *
 * @param text the JSON text
 */
public record Json(String text) {

    /** The JSON null, which is not SQL NULL. */
    public static final Json NULL = new Json("null");

    public Json {
        Objects.requireNonNull(text, "text");
    }

    /** Whether this is the JSON null. */
    public boolean isJsonNull() {
        return text.trim().equals("null");
    }

    @Override
    public String toString() {
        return text;
    }
}
