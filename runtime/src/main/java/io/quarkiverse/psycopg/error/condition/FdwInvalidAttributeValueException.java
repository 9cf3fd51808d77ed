package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV024, {@code fdw_invalid_attribute_value}.
 */
public class FdwInvalidAttributeValueException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidAttributeValueException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
