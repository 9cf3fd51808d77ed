package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2202E, {@code array_subscript_error}.
 */
public class ArraySubscriptException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ArraySubscriptException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
