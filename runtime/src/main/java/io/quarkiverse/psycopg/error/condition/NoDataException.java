package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 02000, {@code no_data}.
 */
public class NoDataException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NoDataException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
