package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42723, {@code duplicate_function}.
 */
public class DuplicateFunctionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
