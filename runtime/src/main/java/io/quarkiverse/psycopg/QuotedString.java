package io.quarkiverse.psycopg;

import java.util.Objects;

/**
 * A string that is written as a string literal. A plain {@link String} does the same; this class is for adapters that say so.
 * Source: psycopg2.extensions.QuotedString.
 */
public record QuotedString(String value) {

    public QuotedString {
        Objects.requireNonNull(value, "value");
    }

    /** Shows the length, never the value. */
    @Override
    public String toString() {
        return "QuotedString[" + value.length() + " characters]";
    }
}
