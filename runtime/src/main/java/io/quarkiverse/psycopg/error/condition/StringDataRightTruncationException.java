package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22001, {@code string_data_right_truncation}.
 */
public class StringDataRightTruncationException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public StringDataRightTruncationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
