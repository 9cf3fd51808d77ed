package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200D, {@code invalid_escape_octet}.
 */
public class InvalidEscapeOctetException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidEscapeOctetException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
