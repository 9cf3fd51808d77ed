package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE P0002, {@code no_data_found}.
 */
public class NoDataFoundException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NoDataFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
