package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25006, {@code read_only_sql_transaction}.
 */
public class ReadOnlySqlTransactionException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ReadOnlySqlTransactionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
