package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22015, {@code interval_field_overflow}.
 */
public class IntervalFieldOverflowException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IntervalFieldOverflowException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
