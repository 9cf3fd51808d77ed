package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42702, {@code ambiguous_column}.
 */
public class AmbiguousColumnException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public AmbiguousColumnException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
