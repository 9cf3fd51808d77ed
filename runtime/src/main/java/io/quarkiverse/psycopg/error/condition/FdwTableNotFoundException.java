package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00R, {@code fdw_table_not_found}.
 */
public class FdwTableNotFoundException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwTableNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
