package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22000, {@code data_exception}.
 */
public class DataExceptionException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DataExceptionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
