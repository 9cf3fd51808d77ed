package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22008, {@code datetime_field_overflow}.
 */
public class DatetimeFieldOverflowException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DatetimeFieldOverflowException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
