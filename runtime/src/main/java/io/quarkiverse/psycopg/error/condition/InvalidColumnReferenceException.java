package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P10, {@code invalid_column_reference}.
 */
public class InvalidColumnReferenceException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidColumnReferenceException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
