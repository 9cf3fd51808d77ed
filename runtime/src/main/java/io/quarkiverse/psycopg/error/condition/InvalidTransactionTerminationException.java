package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2D000, {@code invalid_transaction_termination}.
 */
public class InvalidTransactionTerminationException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTransactionTerminationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
