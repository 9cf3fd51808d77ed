package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV006, {@code fdw_invalid_data_type_descriptors}.
 */
public class FdwInvalidDataTypeDescriptorsException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidDataTypeDescriptorsException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
