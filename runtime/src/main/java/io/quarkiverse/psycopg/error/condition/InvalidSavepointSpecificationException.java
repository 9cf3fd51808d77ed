package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 3B001, {@code invalid_savepoint_specification}.
 */
public class InvalidSavepointSpecificationException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidSavepointSpecificationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
