package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22027, {@code trim_error}.
 */
public class TrimException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TrimException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
