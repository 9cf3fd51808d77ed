package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P02, {@code undefined_parameter}.
 */
public class UndefinedParameterException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UndefinedParameterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
