package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00D, {@code fdw_invalid_option_name}.
 */
public class FdwInvalidOptionNameException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidOptionNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
