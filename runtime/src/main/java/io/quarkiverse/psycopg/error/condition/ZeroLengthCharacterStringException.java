package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200F, {@code zero_length_character_string}.
 */
public class ZeroLengthCharacterStringException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ZeroLengthCharacterStringException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
