package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25P03, {@code idle_in_transaction_session_timeout}.
 */
public class IdleInTransactionSessionTimeoutException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IdleInTransactionSessionTimeoutException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
