package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE XX002, {@code index_corrupted}.
 */
public class IndexCorruptedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public IndexCorruptedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
