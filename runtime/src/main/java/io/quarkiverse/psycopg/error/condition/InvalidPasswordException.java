package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 28P01, {@code invalid_password}.
 */
public class InvalidPasswordException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidPasswordException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
