package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22P02, {@code invalid_text_representation}.
 */
public class InvalidTextRepresentationException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidTextRepresentationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
