package io.quarkiverse.psycopg.types;

import io.smallrye.mutiny.Uni;

/**
 * The types that a connection's database knows.
 */
public interface Types {

    /**
     * The OID of a type, unsigned.
     *
     * @param name as SQL spells it: {@code int4}, {@code integer[]}, {@code "My Type"}, {@code schema.name}; without a schema
     *        it is looked for along the connection's search path
     * @return fails with {@link io.quarkiverse.psycopg.error.ProgrammingException} where there is no such type
     * @see <a href="https://www.postgresql.org/docs/18/functions-info.html">PostgreSQL documentation 9.27, to_regtype</a>
     */
    Uni<Long> oidOf(String name);

    /**
     * Has the types of the database described anew, for all connections that share them, before the next statement that
     * mentions one. Types that are made, made again, or get or lose a column are noticed without it; that a composite's column
     * was renamed, or replaced by another of the same type, shows in no value.
     */
    void forget();
}
