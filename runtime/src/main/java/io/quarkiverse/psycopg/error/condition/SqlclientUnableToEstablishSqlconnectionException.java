package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08001, {@code sqlclient_unable_to_establish_sqlconnection}.
 */
public class SqlclientUnableToEstablishSqlconnectionException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlclientUnableToEstablishSqlconnectionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
