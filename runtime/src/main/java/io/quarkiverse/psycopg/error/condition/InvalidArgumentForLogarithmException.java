package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2201E, {@code invalid_argument_for_logarithm}.
 */
public class InvalidArgumentForLogarithmException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForLogarithmException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
