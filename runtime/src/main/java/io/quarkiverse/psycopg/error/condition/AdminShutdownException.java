package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 57P01, {@code admin_shutdown}.
 */
public class AdminShutdownException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public AdminShutdownException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
