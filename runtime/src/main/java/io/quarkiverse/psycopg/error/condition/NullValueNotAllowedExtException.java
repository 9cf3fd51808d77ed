package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 39004, {@code null_value_not_allowed}.
 */
public class NullValueNotAllowedExtException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NullValueNotAllowedExtException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
