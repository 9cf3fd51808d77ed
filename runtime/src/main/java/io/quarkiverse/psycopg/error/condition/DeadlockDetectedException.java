package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.TransactionRollbackException;

/**
 * SQLSTATE 40P01, {@code deadlock_detected}.
 */
public class DeadlockDetectedException extends TransactionRollbackException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DeadlockDetectedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
