package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 54011, {@code too_many_columns}.
 */
public class TooManyColumnsException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TooManyColumnsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
