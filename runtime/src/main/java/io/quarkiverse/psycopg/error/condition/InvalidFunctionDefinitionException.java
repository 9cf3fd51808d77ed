package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P13, {@code invalid_function_definition}.
 */
public class InvalidFunctionDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidFunctionDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
