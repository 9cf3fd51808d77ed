package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42883, {@code undefined_function}.
 */
public class UndefinedFunctionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UndefinedFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
