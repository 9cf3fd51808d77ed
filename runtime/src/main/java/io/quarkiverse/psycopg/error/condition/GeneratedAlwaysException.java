package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 428C9, {@code generated_always}.
 */
public class GeneratedAlwaysException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public GeneratedAlwaysException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
