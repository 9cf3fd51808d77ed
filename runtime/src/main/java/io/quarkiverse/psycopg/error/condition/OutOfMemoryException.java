package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 53200, {@code out_of_memory}.
 */
public class OutOfMemoryException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public OutOfMemoryException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
