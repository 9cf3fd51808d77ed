package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42701, {@code duplicate_column}.
 */
public class DuplicateColumnException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateColumnException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
