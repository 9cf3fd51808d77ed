package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22022, {@code indicator_overflow}.
 */
public class IndicatorOverflowException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IndicatorOverflowException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
