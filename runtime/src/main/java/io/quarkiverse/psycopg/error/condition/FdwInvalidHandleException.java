package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00B, {@code fdw_invalid_handle}.
 */
public class FdwInvalidHandleException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidHandleException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
