package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 26000, {@code invalid_sql_statement_name}.
 */
public class InvalidSqlStatementNameException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidSqlStatementNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
