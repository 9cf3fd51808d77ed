package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV001, {@code fdw_out_of_memory}.
 */
public class FdwOutOfMemoryException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwOutOfMemoryException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
