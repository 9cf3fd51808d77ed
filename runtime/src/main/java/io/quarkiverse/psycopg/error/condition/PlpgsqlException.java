package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE P0000, {@code plpgsql_error}.
 */
public class PlpgsqlException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public PlpgsqlException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
