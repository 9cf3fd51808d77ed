package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22004, {@code null_value_not_allowed}.
 */
public class NullValueNotAllowedException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NullValueNotAllowedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
