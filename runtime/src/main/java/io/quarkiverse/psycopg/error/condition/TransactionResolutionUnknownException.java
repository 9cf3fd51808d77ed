package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08007, {@code transaction_resolution_unknown}.
 */
public class TransactionResolutionUnknownException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TransactionResolutionUnknownException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
