package io.quarkiverse.psycopg;

/**
 * What composing SQL on the client needs to know of a session: an {@link Adapter} is told of it, {@link Sql} is written out by
 * it.
 * <p>
 * A context without a session writes what means the same in every session. Immutable and usable from any thread; a session
 * hands out a new one when the server reports a change. psycopg's counterpart is {@code ISQLQuote.prepare(conn)}.
 */
public interface SqlContext {

    /** Whether the other members tell of a real session. */
    boolean isConnected();

    /** The server's version as a number, 180006 for 18.6; 0 without a session. */
    int serverVersion();

    /**
     * Whether a backslash is an ordinary character in {@code '…'}; true, the server's default, without a session.
     */
    boolean standardConformingStrings();

    /** The session's {@code client_encoding} by its PostgreSQL name; {@code UTF8} without a session. */
    String clientEncoding();

    /**
     * The value as text of SQL, by the adapters of this context.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where the value has no adapter, or holds a NUL or half a
     *         surrogate pair
     * @throws io.quarkiverse.psycopg.error.NotSupportedException where text cannot be quoted safely in the session's encoding
     */
    String literal(Object value);

    /**
     * A name in double quotes, its parts joined with dots: {@code identifier("s", "t")} is {@code "s"."t"}.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where there is no part, or one holds a NUL or half a surrogate
     *         pair
     */
    String identifier(String... parts);

    /**
     * The composed SQL as text.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where a value cannot be written, or the text around a value or
     *         a name would reach into it (a quote before it, for one)
     */
    String compose(Sql sql);

    /** As {@link #compose}, a percent sign in values and names doubled: the text for an operation that takes arguments. */
    String composeTemplate(Sql sql);

    /**
     * The statement with its arguments written into it as literals: what would be sent if values were bound on the client.
     * Without arguments it is the statement itself.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException where arguments and placeholders do not fit, the statement is
     *         empty, or a value cannot be written
     */
    String mogrify(String sql, Args args);
}
