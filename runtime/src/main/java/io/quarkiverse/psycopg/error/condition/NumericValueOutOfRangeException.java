package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22003, {@code numeric_value_out_of_range}.
 */
public class NumericValueOutOfRangeException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NumericValueOutOfRangeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
