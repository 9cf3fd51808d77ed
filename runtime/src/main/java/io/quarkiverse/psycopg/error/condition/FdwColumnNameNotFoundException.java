package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV005, {@code fdw_column_name_not_found}.
 */
public class FdwColumnNameNotFoundException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwColumnNameNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
