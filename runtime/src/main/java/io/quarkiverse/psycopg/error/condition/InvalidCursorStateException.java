package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 24000, {@code invalid_cursor_state}.
 */
public class InvalidCursorStateException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidCursorStateException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
