package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P22, {@code indeterminate_collation}.
 */
public class IndeterminateCollationException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IndeterminateCollationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
