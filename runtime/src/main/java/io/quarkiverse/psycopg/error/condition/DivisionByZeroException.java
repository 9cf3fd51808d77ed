package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22012, {@code division_by_zero}.
 */
public class DivisionByZeroException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DivisionByZeroException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
