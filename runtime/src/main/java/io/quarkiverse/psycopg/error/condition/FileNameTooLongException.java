package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 58P03, {@code file_name_too_long}.
 */
public class FileNameTooLongException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FileNameTooLongException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
