package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 34000, {@code invalid_cursor_name}.
 */
public class InvalidCursorNameException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidCursorNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
