package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 53000, {@code insufficient_resources}.
 */
public class InsufficientResourcesException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InsufficientResourcesException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
