package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE XX000, {@code internal_error}.
 */
public class InternalErrorException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InternalErrorException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
