package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42611, {@code invalid_column_definition}.
 */
public class InvalidColumnDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidColumnDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
