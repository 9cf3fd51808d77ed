package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00J, {@code fdw_option_name_not_found}.
 */
public class FdwOptionNameNotFoundException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwOptionNameNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
