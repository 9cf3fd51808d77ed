package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 54001, {@code statement_too_complex}.
 */
public class StatementTooComplexException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public StatementTooComplexException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
