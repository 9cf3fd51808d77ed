package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42602, {@code invalid_name}.
 */
public class InvalidNameException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
