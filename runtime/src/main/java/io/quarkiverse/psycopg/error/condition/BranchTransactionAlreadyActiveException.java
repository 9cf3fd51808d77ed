package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25002, {@code branch_transaction_already_active}.
 */
public class BranchTransactionAlreadyActiveException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public BranchTransactionAlreadyActiveException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
