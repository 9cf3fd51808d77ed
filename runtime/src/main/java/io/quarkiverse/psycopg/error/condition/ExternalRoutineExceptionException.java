package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 38000, {@code external_routine_exception}.
 */
public class ExternalRoutineExceptionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ExternalRoutineExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
