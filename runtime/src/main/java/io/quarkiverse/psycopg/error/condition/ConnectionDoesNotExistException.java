package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08003, {@code connection_does_not_exist}.
 */
public class ConnectionDoesNotExistException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ConnectionDoesNotExistException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
