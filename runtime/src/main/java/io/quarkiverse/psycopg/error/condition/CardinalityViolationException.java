package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 21000, {@code cardinality_violation}.
 */
public class CardinalityViolationException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CardinalityViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
