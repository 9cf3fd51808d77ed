package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25P02, {@code in_failed_sql_transaction}.
 */
public class InFailedSqlTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InFailedSqlTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
