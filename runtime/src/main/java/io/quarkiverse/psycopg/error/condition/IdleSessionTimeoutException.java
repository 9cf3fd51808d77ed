package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 57P05, {@code idle_session_timeout}.
 */
public class IdleSessionTimeoutException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IdleSessionTimeoutException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
