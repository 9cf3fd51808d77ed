package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 39P03, {@code event_trigger_protocol_violated}.
 */
public class EventTriggerProtocolViolatedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public EventTriggerProtocolViolatedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
