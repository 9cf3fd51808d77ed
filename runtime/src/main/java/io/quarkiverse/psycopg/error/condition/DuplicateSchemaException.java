package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P06, {@code duplicate_schema}.
 */
public class DuplicateSchemaException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateSchemaException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
