package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 57P04, {@code database_dropped}.
 */
public class DatabaseDroppedException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DatabaseDroppedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
