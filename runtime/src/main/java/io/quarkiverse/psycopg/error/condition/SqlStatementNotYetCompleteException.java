package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 03000, {@code sql_statement_not_yet_complete}.
 */
public class SqlStatementNotYetCompleteException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlStatementNotYetCompleteException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
