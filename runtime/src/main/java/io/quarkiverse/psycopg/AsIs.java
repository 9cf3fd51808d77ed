package io.quarkiverse.psycopg;

import java.util.Objects;

/**
 * A piece of SQL that stands in a composed statement as it is, unquoted; null is {@code NULL}.
 * <p>
 * Only for composition on the client ({@code mogrify}, {@link Sql#literal}): it cannot be bound on the server. Never build one
 * from what a user has entered. Source: psycopg2.extensions.AsIs.
 *
 * @param value what is written, by its {@code toString}
 */
public record AsIs(Object value) {

    /** The text. */
    public String text() {
        return Objects.toString(value, "NULL");
    }

    /** Shows the class of what it holds, never the text. */
    @Override
    public String toString() {
        return "AsIs[" + (value == null ? "null" : value.getClass().getName()) + "]";
    }
}
