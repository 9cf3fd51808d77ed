package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2201F, {@code invalid_argument_for_power_function}.
 */
public class InvalidArgumentForPowerFunctionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForPowerFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
