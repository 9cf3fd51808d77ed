package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22P05, {@code untranslatable_character}.
 */
public class UntranslatableCharacterException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UntranslatableCharacterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
