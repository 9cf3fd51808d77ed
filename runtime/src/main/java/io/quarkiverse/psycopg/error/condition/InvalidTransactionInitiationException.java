package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0B000, {@code invalid_transaction_initiation}.
 */
public class InvalidTransactionInitiationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTransactionInitiationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
