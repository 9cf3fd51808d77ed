package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08006, {@code connection_failure}.
 */
public class ConnectionFailureException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ConnectionFailureException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
