package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25004, {@code inappropriate_isolation_level_for_branch_transaction}.
 */
public class InappropriateIsolationLevelForBranchTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InappropriateIsolationLevelForBranchTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
