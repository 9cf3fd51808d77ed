package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 39P01, {@code trigger_protocol_violated}.
 */
public class TriggerProtocolViolatedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TriggerProtocolViolatedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
