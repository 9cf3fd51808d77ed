package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22007, {@code invalid_datetime_format}.
 */
public class InvalidDatetimeFormatException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidDatetimeFormatException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
