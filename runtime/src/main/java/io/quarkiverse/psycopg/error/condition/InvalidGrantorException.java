package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0L000, {@code invalid_grantor}.
 */
public class InvalidGrantorException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidGrantorException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
