package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV000, {@code fdw_error}.
 */
public class FdwException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
