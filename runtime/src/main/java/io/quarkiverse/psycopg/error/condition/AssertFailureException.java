package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE P0004, {@code assert_failure}.
 */
public class AssertFailureException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public AssertFailureException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
