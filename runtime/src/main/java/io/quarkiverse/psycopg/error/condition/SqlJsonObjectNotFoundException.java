package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203C, {@code sql_json_object_not_found}.
 */
public class SqlJsonObjectNotFoundException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlJsonObjectNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
