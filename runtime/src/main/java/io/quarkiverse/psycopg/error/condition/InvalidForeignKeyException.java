package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42830, {@code invalid_foreign_key}.
 */
public class InvalidForeignKeyException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidForeignKeyException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
