package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22025, {@code invalid_escape_sequence}.
 */
public class InvalidEscapeSequenceException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidEscapeSequenceException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
