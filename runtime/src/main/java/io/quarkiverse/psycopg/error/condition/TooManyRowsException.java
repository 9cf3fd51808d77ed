package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE P0003, {@code too_many_rows}.
 */
public class TooManyRowsException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TooManyRowsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
