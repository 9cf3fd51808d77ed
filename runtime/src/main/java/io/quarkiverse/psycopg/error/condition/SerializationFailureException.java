package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.TransactionRollbackException;

/**
 * SQLSTATE 40001, {@code serialization_failure}.
 */
public class SerializationFailureException extends TransactionRollbackException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SerializationFailureException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
