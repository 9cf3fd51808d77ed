package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42501, {@code insufficient_privilege}.
 */
public class InsufficientPrivilegeException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InsufficientPrivilegeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
