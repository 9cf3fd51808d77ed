package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2F004, {@code reading_sql_data_not_permitted}.
 */
public class ReadingSqlDataNotPermittedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ReadingSqlDataNotPermittedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
