package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV010, {@code fdw_function_sequence_error}.
 */
public class FdwFunctionSequenceException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwFunctionSequenceException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
