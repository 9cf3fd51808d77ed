package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42939, {@code reserved_name}.
 */
public class ReservedNameException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ReservedNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
