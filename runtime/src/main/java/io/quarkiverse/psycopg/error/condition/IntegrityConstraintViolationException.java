package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23000, {@code integrity_constraint_violation}.
 */
public class IntegrityConstraintViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IntegrityConstraintViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
