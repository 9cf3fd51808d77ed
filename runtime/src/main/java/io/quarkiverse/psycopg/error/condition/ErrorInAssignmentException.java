package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22005, {@code error_in_assignment}.
 */
public class ErrorInAssignmentException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ErrorInAssignmentException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
