package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42622, {@code name_too_long}.
 */
public class NameTooLongException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NameTooLongException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
