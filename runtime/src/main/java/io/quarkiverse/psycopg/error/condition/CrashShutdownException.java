package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 57P02, {@code crash_shutdown}.
 */
public class CrashShutdownException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CrashShutdownException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
