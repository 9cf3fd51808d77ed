package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P17, {@code invalid_object_definition}.
 */
public class InvalidObjectDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidObjectDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
