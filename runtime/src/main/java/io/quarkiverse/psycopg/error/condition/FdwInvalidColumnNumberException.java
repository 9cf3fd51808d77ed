package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV008, {@code fdw_invalid_column_number}.
 */
public class FdwInvalidColumnNumberException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidColumnNumberException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
