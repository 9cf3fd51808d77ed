package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00P, {@code fdw_no_schemas}.
 */
public class FdwNoSchemasException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwNoSchemasException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
