package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 39001, {@code invalid_sqlstate_returned}.
 */
public class InvalidSqlstateReturnedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidSqlstateReturnedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
