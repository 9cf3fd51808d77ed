package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 39P02, {@code srf_protocol_violated}.
 */
public class SrfProtocolViolatedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SrfProtocolViolatedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
