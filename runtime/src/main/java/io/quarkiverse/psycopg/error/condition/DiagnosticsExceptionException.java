package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0Z000, {@code diagnostics_exception}.
 */
public class DiagnosticsExceptionException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DiagnosticsExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
