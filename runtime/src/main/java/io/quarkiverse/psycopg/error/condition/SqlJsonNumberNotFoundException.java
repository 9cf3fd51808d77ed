package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203B, {@code sql_json_number_not_found}.
 */
public class SqlJsonNumberNotFoundException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlJsonNumberNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
