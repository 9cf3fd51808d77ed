package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2F000, {@code sql_routine_exception}.
 */
public class SqlRoutineExceptionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlRoutineExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
