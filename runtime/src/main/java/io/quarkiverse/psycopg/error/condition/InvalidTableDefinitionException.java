package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P16, {@code invalid_table_definition}.
 */
public class InvalidTableDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTableDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
