package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 58P01, {@code undefined_file}.
 */
public class UndefinedFileException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UndefinedFileException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
