package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22034, {@code more_than_one_sql_json_item}.
 */
public class MoreThanOneSqlJsonItemException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public MoreThanOneSqlJsonItemException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
