package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42725, {@code ambiguous_function}.
 */
public class AmbiguousFunctionException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public AmbiguousFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
