package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22021, {@code character_not_in_repertoire}.
 */
public class CharacterNotInRepertoireException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CharacterNotInRepertoireException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
