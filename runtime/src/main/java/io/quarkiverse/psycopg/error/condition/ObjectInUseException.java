package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 55006, {@code object_in_use}.
 */
public class ObjectInUseException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ObjectInUseException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
