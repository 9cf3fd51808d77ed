package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P08, {@code ambiguous_parameter}.
 */
public class AmbiguousParameterException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public AmbiguousParameterException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
