package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.IntegrityException;

/**
 * SQLSTATE 23503, {@code foreign_key_violation}.
 */
public class ForeignKeyViolationException extends IntegrityException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ForeignKeyViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
