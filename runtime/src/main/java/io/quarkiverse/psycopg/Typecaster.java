package io.quarkiverse.psycopg;

/**
 * Turns the text form of a type's values into what {@link Row#get(int)} gives. psycopg's counterpart is the function that
 * {@code new_type} takes.
 * <p>
 * A bean of this type with {@link PgType} is registered by being a bean. It reads columns of its types, and elements of arrays,
 * bounds of ranges and fields of composites of them. Called each time a value is read, on the reader's thread, possibly by
 * several at once; it must not block. What it throws fails the reading with a
 * {@link io.quarkiverse.psycopg.error.TypecastException}; the connection goes on.
 *
 * @param <T> what a value becomes
 */
@FunctionalInterface
public interface Typecaster<T> {

    /**
     * The value for this text.
     *
     * @param text the text that the server gave; null for SQL NULL, only where {@link #takesNull()}
     */
    T cast(String text, CastContext context);

    /** Whether a column's SQL NULL is cast too; if not, it is null. */
    default boolean takesNull() {
        return false;
    }
}
