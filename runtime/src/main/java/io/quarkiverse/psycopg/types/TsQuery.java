package io.quarkiverse.psycopg.types;

import java.util.Objects;

/**
 * A text search query in its text form. Source: PostgreSQL documentation, 8.11.2.
 *
 * @param text the query as the server writes it
 */
public record TsQuery(String text) {

    public TsQuery {
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return text;
    }
}
