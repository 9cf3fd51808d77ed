package io.quarkiverse.psycopg;

import java.util.Optional;

/**
 * A value that says by itself what is sent in its place. psycopg's counterpart is an object with {@code __conform__}.
 * <p>
 * An {@link Adapter} registered for the class itself comes first.
 */
public interface SqlAdaptable {

    /** What is sent in place of this value, as {@link Adapter#adapt} has it. */
    Object adaptTo(SqlContext context);

    /** This value as text of SQL, as {@link Adapter#literal} has it. */
    default Optional<String> literalFor(SqlContext context) {
        return Optional.empty();
    }
}
