package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22033, {@code invalid_sql_json_subscript}.
 */
public class InvalidSqlJsonSubscriptException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidSqlJsonSubscriptException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
