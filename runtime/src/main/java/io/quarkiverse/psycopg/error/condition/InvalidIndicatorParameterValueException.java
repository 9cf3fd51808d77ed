package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22010, {@code invalid_indicator_parameter_value}.
 */
public class InvalidIndicatorParameterValueException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidIndicatorParameterValueException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
