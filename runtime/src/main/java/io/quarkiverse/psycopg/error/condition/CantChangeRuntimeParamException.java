package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 55P02, {@code cant_change_runtime_param}.
 */
public class CantChangeRuntimeParamException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CantChangeRuntimeParamException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
