package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 58030, {@code io_error}.
 */
public class IoException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IoException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
