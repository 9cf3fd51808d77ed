package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV002, {@code fdw_dynamic_parameter_value_needed}.
 */
public class FdwDynamicParameterValueNeededException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwDynamicParameterValueNeededException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
