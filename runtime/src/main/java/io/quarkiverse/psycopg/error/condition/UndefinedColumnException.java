package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42703, {@code undefined_column}.
 */
public class UndefinedColumnException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UndefinedColumnException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
