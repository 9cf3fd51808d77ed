package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV014, {@code fdw_too_many_handles}.
 */
public class FdwTooManyHandlesException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwTooManyHandlesException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
