package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV091, {@code fdw_invalid_descriptor_field_identifier}.
 */
public class FdwInvalidDescriptorFieldIdentifierException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidDescriptorFieldIdentifierException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
