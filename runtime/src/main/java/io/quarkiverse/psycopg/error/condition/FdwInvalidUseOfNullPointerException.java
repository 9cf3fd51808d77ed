package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV009, {@code fdw_invalid_use_of_null_pointer}.
 */
public class FdwInvalidUseOfNullPointerException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidUseOfNullPointerException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
