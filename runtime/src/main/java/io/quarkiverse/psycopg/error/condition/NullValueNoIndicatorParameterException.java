package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22002, {@code null_value_no_indicator_parameter}.
 */
public class NullValueNoIndicatorParameterException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NullValueNoIndicatorParameterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
