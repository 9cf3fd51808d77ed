package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 53100, {@code disk_full}.
 */
public class DiskFullException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DiskFullException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
