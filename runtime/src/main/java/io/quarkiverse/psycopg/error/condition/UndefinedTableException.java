package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P01, {@code undefined_table}.
 */
public class UndefinedTableException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UndefinedTableException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
