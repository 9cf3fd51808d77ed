package io.quarkiverse.psycopg;

/**
 * Makes an application's own cursors: takes a cursor of the driver and gives the one that the caller gets, as a rule a
 * {@link ForwardingCursor} around it.
 * <p>
 * Given for one cursor ({@link CursorOptions}), for a connection ({@link PgConnection#cursorFactory(CursorFactory)}), or as a
 * CDI bean for all connections of a database. Called on the thread that asks for the cursor; it must not block. psycopg's
 * counterpart is {@code cursor_factory}.
 */
@FunctionalInterface
public interface CursorFactory {

    /** Gives every cursor as it is. */
    CursorFactory PLAIN = cursor -> cursor;

    /** The cursor that the caller gets in place of this one. */
    PgCursor create(PgCursor cursor);
}
