package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0LP01, {@code invalid_grant_operation}.
 */
public class InvalidGrantOperationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidGrantOperationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
