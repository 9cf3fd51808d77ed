package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22P04, {@code bad_copy_file_format}.
 */
public class BadCopyFileFormatException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public BadCopyFileFormatException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
