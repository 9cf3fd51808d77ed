package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P19, {@code invalid_recursion}.
 */
public class InvalidRecursionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidRecursionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
