package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2F003, {@code prohibited_sql_statement_attempted}.
 */
public class ProhibitedSqlStatementAttemptedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ProhibitedSqlStatementAttemptedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
