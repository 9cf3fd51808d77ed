package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE F0001, {@code lock_file_exists}.
 */
public class LockFileExistsException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public LockFileExistsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
