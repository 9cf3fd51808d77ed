package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0F000, {@code locator_exception}.
 */
public class LocatorExceptionException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public LocatorExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
