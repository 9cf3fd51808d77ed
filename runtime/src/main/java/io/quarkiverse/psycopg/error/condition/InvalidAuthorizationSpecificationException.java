package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 28000, {@code invalid_authorization_specification}.
 */
public class InvalidAuthorizationSpecificationException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidAuthorizationSpecificationException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
