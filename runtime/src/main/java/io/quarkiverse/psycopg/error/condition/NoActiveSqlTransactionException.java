package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25P01, {@code no_active_sql_transaction}.
 */
public class NoActiveSqlTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NoActiveSqlTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
