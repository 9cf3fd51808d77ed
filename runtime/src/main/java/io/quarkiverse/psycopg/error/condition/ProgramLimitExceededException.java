package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 54000, {@code program_limit_exceeded}.
 */
public class ProgramLimitExceededException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ProgramLimitExceededException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
