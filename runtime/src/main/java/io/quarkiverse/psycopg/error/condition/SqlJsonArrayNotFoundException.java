package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22039, {@code sql_json_array_not_found}.
 */
public class SqlJsonArrayNotFoundException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlJsonArrayNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
