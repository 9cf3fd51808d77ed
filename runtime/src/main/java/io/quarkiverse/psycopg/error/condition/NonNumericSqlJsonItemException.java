package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22036, {@code non_numeric_sql_json_item}.
 */
public class NonNumericSqlJsonItemException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NonNumericSqlJsonItemException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
