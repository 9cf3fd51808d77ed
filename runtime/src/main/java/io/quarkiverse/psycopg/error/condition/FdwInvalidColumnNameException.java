package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV007, {@code fdw_invalid_column_name}.
 */
public class FdwInvalidColumnNameException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidColumnNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
