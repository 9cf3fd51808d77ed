package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0P000, {@code invalid_role_specification}.
 */
public class InvalidRoleSpecificationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidRoleSpecificationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
