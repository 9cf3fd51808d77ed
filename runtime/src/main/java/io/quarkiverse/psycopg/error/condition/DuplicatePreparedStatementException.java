package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P05, {@code duplicate_prepared_statement}.
 */
public class DuplicatePreparedStatementException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicatePreparedStatementException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
