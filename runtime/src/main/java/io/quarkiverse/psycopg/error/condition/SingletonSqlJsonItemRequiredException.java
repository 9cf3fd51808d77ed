package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22038, {@code singleton_sql_json_item_required}.
 */
public class SingletonSqlJsonItemRequiredException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SingletonSqlJsonItemRequiredException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
