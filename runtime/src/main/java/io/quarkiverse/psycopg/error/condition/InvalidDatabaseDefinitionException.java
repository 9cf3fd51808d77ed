package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P12, {@code invalid_database_definition}.
 */
public class InvalidDatabaseDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidDatabaseDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
