package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22P03, {@code invalid_binary_representation}.
 */
public class InvalidBinaryRepresentationException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidBinaryRepresentationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
