package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0F001, {@code invalid_locator_specification}.
 */
public class InvalidLocatorSpecificationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidLocatorSpecificationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
