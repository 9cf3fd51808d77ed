package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 53300, {@code too_many_connections}.
 */
public class TooManyConnectionsException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TooManyConnectionsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
