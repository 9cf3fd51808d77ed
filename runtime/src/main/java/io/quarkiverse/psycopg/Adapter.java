package io.quarkiverse.psycopg;

import java.util.Optional;

/**
 * Turns values of an application's class into what the driver can send. psycopg's counterpart is {@code register_adapter} with
 * an {@code ISQLQuote} object.
 * <p>
 * A bean of this type is registered by being a bean. Called on the thread that binds or composes, possibly by several at once;
 * it must not block. What it throws fails the operation before anything is sent.
 *
 * @param <T> the class whose values, subclasses included, it adapts
 */
@FunctionalInterface
public interface Adapter<T> {

    /**
     * The value that is sent in place of this one: anything the driver knows, null for SQL NULL, a
     * {@link io.quarkiverse.psycopg.types.RawValue} for a text or bytes of one's own, or a value that has an adapter in turn.
     *
     * @param value never null
     */
    Object adapt(T value, SqlContext context);

    /**
     * The value as text of SQL, where composing on the client is to write something else than the literal of
     * {@link #adapt}; empty by default.
     */
    default Optional<String> literal(T value, SqlContext context) {
        return Optional.empty();
    }
}
