package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 53400, {@code configuration_limit_exceeded}.
 */
public class ConfigurationLimitExceededException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ConfigurationLimitExceededException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
