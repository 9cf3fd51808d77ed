package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 10608, {@code invalid_argument_for_xquery}.
 */
public class InvalidArgumentForXqueryException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForXqueryException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
