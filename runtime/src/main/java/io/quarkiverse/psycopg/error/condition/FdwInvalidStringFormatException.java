package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00A, {@code fdw_invalid_string_format}.
 */
public class FdwInvalidStringFormatException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidStringFormatException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
