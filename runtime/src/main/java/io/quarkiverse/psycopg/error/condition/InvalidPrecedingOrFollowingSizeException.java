package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22013, {@code invalid_preceding_or_following_size}.
 */
public class InvalidPrecedingOrFollowingSizeException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidPrecedingOrFollowingSizeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
