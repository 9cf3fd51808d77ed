package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P07, {@code duplicate_table}.
 */
public class DuplicateTableException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateTableException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
