package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22032, {@code invalid_json_text}.
 */
public class InvalidJsonTextException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidJsonTextException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
