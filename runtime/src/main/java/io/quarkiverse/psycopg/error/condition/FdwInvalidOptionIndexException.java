package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00C, {@code fdw_invalid_option_index}.
 */
public class FdwInvalidOptionIndexException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidOptionIndexException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
