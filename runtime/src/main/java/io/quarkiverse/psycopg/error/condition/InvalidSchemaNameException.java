package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 3F000, {@code invalid_schema_name}.
 */
public class InvalidSchemaNameException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidSchemaNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
