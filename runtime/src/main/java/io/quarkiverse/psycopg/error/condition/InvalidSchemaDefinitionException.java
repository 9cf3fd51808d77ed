package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P15, {@code invalid_schema_definition}.
 */
public class InvalidSchemaDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidSchemaDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
