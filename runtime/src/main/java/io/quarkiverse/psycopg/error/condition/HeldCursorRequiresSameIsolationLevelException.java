package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25008, {@code held_cursor_requires_same_isolation_level}.
 */
public class HeldCursorRequiresSameIsolationLevelException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public HeldCursorRequiresSameIsolationLevelException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
