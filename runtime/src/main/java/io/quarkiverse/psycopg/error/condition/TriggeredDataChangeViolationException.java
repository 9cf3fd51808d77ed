package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 27000, {@code triggered_data_change_violation}.
 */
public class TriggeredDataChangeViolationException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TriggeredDataChangeViolationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
