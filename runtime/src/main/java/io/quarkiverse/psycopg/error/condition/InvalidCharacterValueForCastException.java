package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22018, {@code invalid_character_value_for_cast}.
 */
public class InvalidCharacterValueForCastException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidCharacterValueForCastException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
