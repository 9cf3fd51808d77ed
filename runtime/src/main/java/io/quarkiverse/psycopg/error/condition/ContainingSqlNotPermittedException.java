package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 38001, {@code containing_sql_not_permitted}.
 */
public class ContainingSqlNotPermittedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ContainingSqlNotPermittedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
