package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22014, {@code invalid_argument_for_ntile_function}.
 */
public class InvalidArgumentForNtileFunctionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForNtileFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
