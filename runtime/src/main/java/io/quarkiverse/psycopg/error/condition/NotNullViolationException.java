package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23502, {@code not_null_violation}.
 */
public class NotNullViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NotNullViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
