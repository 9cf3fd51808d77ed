package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08P01, {@code protocol_violation}.
 */
public class ProtocolViolationException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ProtocolViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
