package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.NotSupportedException;

/**
 * SQLSTATE 0A000, {@code feature_not_supported}.
 */
public class FeatureNotSupportedException extends NotSupportedException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FeatureNotSupportedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
