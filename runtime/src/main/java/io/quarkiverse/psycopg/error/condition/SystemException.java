package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 58000, {@code system_error}.
 */
public class SystemException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SystemException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
