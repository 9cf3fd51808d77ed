package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42710, {@code duplicate_object}.
 */
public class DuplicateObjectException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateObjectException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
