package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203D, {@code too_many_json_array_elements}.
 */
public class TooManyJsonArrayElementsException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TooManyJsonArrayElementsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
