package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08000, {@code connection_exception}.
 */
public class ConnectionExceptionException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ConnectionExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
