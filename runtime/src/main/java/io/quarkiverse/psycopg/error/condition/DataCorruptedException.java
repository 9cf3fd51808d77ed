package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE XX001, {@code data_corrupted}.
 */
public class DataCorruptedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DataCorruptedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
