package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.TransactionRollbackException;

/**
 * SQLSTATE 40002, {@code transaction_integrity_constraint_violation}.
 */
public class TransactionIntegrityConstraintViolationException extends TransactionRollbackException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TransactionIntegrityConstraintViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
