package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 44000, {@code with_check_option_violation}.
 */
public class WithCheckOptionViolationException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public WithCheckOptionViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
