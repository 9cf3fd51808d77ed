package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200B, {@code escape_character_conflict}.
 */
public class EscapeCharacterConflictException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public EscapeCharacterConflictException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
