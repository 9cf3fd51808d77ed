package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25P04, {@code transaction_timeout}.
 */
public class TransactionTimeoutException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TransactionTimeoutException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
