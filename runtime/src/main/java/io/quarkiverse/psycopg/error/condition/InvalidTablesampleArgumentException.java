package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2202H, {@code invalid_tablesample_argument}.
 */
public class InvalidTablesampleArgumentException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTablesampleArgumentException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
