package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22016, {@code invalid_argument_for_nth_value_function}.
 */
public class InvalidArgumentForNthValueFunctionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForNthValueFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
