package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P18, {@code indeterminate_datatype}.
 */
public class IndeterminateDatatypeException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IndeterminateDatatypeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
