package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P14, {@code invalid_prepared_statement_definition}.
 */
public class InvalidPreparedStatementDefinitionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidPreparedStatementDefinitionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
