package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22019, {@code invalid_escape_character}.
 */
public class InvalidEscapeCharacterException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidEscapeCharacterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
