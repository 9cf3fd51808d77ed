package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 57P03, {@code cannot_connect_now}.
 */
public class CannotConnectNowException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CannotConnectNowException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
