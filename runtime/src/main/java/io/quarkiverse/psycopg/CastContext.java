package io.quarkiverse.psycopg;

import java.util.Optional;

/**
 * Where the value that a {@link Typecaster} reads comes from: psycopg tells its casters of the cursor.
 */
public interface CastContext {

    /** The column that is read; for a value within an array or a composite, the column that holds that. */
    Column column();

    /** The column's number, from 0. */
    int columnIndex();

    /** OID of the value's own type: the element's, within an array. */
    long typeOid();

    /** Name of the value's own type, else its OID in decimal. */
    String typeName();

    /**
     * The connection that the row was read on, as long as it is open in its user's hands; empty for an operation of a pool, and
     * for a row that is read after its connection was closed.
     */
    Optional<PgConnection> connection();
}
