package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42704, {@code undefined_object}.
 */
public class UndefinedObjectException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UndefinedObjectException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
