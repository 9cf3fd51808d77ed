package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE F0000, {@code config_file_error}.
 */
public class ConfigFileException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ConfigFileException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
