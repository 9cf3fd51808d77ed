package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203F, {@code sql_json_scalar_required}.
 */
public class SqlJsonScalarRequiredException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlJsonScalarRequiredException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
