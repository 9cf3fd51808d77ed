package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23505, {@code unique_violation}.
 */
public class UniqueViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UniqueViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
