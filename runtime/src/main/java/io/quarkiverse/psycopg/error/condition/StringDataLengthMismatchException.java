package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22026, {@code string_data_length_mismatch}.
 */
public class StringDataLengthMismatchException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public StringDataLengthMismatchException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
