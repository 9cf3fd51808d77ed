package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200C, {@code invalid_use_of_escape_character}.
 */
public class InvalidUseOfEscapeCharacterException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidUseOfEscapeCharacterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
