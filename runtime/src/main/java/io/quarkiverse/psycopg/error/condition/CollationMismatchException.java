package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P21, {@code collation_mismatch}.
 */
public class CollationMismatchException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CollationMismatchException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
