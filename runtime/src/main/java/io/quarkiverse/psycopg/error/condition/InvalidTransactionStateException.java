package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25000, {@code invalid_transaction_state}.
 */
public class InvalidTransactionStateException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTransactionStateException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
