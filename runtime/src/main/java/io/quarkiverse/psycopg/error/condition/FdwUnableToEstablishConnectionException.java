package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV00N, {@code fdw_unable_to_establish_connection}.
 */
public class FdwUnableToEstablishConnectionException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwUnableToEstablishConnectionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
