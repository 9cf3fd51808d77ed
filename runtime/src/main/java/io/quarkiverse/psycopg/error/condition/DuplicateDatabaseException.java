package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P04, {@code duplicate_database}.
 */
public class DuplicateDatabaseException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateDatabaseException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
