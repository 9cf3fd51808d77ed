package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22037, {@code non_unique_keys_in_a_json_object}.
 */
public class NonUniqueKeysInAJsonObjectException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NonUniqueKeysInAJsonObjectException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
