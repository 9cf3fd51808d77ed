package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23001, {@code restrict_violation}.
 */
public class RestrictViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public RestrictViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
