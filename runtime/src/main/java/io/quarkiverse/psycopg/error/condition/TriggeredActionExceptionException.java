package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 09000, {@code triggered_action_exception}.
 */
public class TriggeredActionExceptionException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TriggeredActionExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
