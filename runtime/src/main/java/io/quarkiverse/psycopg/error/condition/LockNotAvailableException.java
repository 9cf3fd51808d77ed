package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 55P03, {@code lock_not_available}.
 */
public class LockNotAvailableException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public LockNotAvailableException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
