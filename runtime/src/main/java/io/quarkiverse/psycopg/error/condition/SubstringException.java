package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22011, {@code substring_error}.
 */
public class SubstringException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SubstringException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
