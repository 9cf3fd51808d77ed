package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 39000, {@code external_routine_invocation_exception}.
 */
public class ExternalRoutineInvocationExceptionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ExternalRoutineInvocationExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
