package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 57000, {@code operator_intervention}.
 */
public class OperatorInterventionException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public OperatorInterventionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
