package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2201G, {@code invalid_argument_for_width_bucket_function}.
 */
public class InvalidArgumentForWidthBucketFunctionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidArgumentForWidthBucketFunctionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
