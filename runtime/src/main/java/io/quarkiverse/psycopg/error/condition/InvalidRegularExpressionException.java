package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2201B, {@code invalid_regular_expression}.
 */
public class InvalidRegularExpressionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidRegularExpressionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
