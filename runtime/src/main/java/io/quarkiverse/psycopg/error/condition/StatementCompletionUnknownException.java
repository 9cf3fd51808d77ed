package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.TransactionRollbackException;

/**
 * SQLSTATE 40003, {@code statement_completion_unknown}.
 */
public class StatementCompletionUnknownException extends TransactionRollbackException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public StatementCompletionUnknownException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
