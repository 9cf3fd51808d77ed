package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00M, {@code fdw_unable_to_create_reply}.
 */
public class FdwUnableToCreateReplyException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwUnableToCreateReplyException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
