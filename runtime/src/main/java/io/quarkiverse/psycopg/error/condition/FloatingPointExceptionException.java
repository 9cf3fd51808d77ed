package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22P01, {@code floating_point_exception}.
 */
public class FloatingPointExceptionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FloatingPointExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
