package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22023, {@code invalid_parameter_value}.
 */
public class InvalidParameterValueException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidParameterValueException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
