package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 3B000, {@code savepoint_exception}.
 */
public class SavepointExceptionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SavepointExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
