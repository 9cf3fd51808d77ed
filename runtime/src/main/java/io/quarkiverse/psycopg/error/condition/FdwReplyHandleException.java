package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00K, {@code fdw_reply_handle}.
 */
public class FdwReplyHandleException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwReplyHandleException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
