package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 58P02, {@code duplicate_file}.
 */
public class DuplicateFileException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateFileException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
