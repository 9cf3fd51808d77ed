package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 54023, {@code too_many_arguments}.
 */
public class TooManyArgumentsException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TooManyArgumentsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
