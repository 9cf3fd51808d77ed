package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE P0001, {@code raise_exception}.
 */
public class RaiseExceptionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public RaiseExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
