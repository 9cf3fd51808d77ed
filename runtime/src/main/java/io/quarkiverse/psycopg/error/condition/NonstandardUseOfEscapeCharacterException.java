package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22P06, {@code nonstandard_use_of_escape_character}.
 */
public class NonstandardUseOfEscapeCharacterException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NonstandardUseOfEscapeCharacterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
