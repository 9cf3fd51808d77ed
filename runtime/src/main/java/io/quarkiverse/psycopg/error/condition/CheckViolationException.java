package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23514, {@code check_violation}.
 */
public class CheckViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CheckViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
