package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25005, {@code no_active_sql_transaction_for_branch_transaction}.
 */
public class NoActiveSqlTransactionForBranchTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NoActiveSqlTransactionForBranchTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
