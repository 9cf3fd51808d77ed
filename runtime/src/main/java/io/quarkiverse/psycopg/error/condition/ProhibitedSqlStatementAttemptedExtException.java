package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 38003, {@code prohibited_sql_statement_attempted}.
 */
public class ProhibitedSqlStatementAttemptedExtException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ProhibitedSqlStatementAttemptedExtException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
