package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25003, {@code inappropriate_access_mode_for_branch_transaction}.
 */
public class InappropriateAccessModeForBranchTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InappropriateAccessModeForBranchTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
