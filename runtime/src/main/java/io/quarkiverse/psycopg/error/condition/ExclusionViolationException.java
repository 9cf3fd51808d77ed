package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23P01, {@code exclusion_violation}.
 */
public class ExclusionViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ExclusionViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
