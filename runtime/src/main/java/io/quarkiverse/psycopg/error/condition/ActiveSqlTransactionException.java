package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25001, {@code active_sql_transaction}.
 */
public class ActiveSqlTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ActiveSqlTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
