package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P03, {@code duplicate_cursor}.
 */
public class DuplicateCursorException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateCursorException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
