package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P20, {@code windowing_error}.
 */
public class WindowingException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public WindowingException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
