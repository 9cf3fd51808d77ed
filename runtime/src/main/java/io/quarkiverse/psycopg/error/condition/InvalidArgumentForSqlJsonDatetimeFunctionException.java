package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22031, {@code invalid_argument_for_sql_json_datetime_function}.
 */
public class InvalidArgumentForSqlJsonDatetimeFunctionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForSqlJsonDatetimeFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
