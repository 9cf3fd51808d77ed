package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 08004, {@code sqlserver_rejected_establishment_of_sqlconnection}.
 */
public class SqlserverRejectedEstablishmentOfSqlconnectionException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlserverRejectedEstablishmentOfSqlconnectionException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
