package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42846, {@code cannot_coerce}.
 */
public class CannotCoerceException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CannotCoerceException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
