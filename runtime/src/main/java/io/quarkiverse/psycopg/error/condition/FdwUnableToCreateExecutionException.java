package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00L, {@code fdw_unable_to_create_execution}.
 */
public class FdwUnableToCreateExecutionException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwUnableToCreateExecutionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
