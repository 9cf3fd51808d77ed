package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV004, {@code fdw_invalid_data_type}.
 */
public class FdwInvalidDataTypeException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidDataTypeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
