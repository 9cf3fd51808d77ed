package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00Q, {@code fdw_schema_not_found}.
 */
public class FdwSchemaNotFoundException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwSchemaNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
