package io.quarkiverse.psycopg.mapping;

/**
 * How values of one class stand for values of one type of the database.
 *
 * @param <T> the class
 */
public sealed interface ValueMapping<T> permits EnumMapping, CompositeMapping {

    /** The class. */
    Class<T> type();

    /** The type's name, as {@link io.quarkiverse.psycopg.PgType#value()} has it. */
    String typeName();

    /** What is sent in place of a value. */
    Object sent(T value);
}
