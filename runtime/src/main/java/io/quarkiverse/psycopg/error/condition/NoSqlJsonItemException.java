package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22035, {@code no_sql_json_item}.
 */
public class NoSqlJsonItemException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NoSqlJsonItemException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
