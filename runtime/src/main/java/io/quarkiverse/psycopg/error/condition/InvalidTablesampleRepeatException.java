package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2202G, {@code invalid_tablesample_repeat}.
 */
public class InvalidTablesampleRepeatException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTablesampleRepeatException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
