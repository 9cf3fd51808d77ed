package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P11, {@code invalid_cursor_definition}.
 */
public class InvalidCursorDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidCursorDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
