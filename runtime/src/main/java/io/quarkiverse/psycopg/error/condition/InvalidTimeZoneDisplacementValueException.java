package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22009, {@code invalid_time_zone_displacement_value}.
 */
public class InvalidTimeZoneDisplacementValueException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTimeZoneDisplacementValueException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
