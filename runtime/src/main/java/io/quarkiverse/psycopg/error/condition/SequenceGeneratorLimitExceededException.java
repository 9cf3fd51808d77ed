package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200H, {@code sequence_generator_limit_exceeded}.
 */
public class SequenceGeneratorLimitExceededException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SequenceGeneratorLimitExceededException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
