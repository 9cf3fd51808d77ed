package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 72000, {@code snapshot_too_old}.
 */
public class SnapshotTooOldException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SnapshotTooOldException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
