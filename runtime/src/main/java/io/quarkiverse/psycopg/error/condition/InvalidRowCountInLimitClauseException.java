package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2201W, {@code invalid_row_count_in_limit_clause}.
 */
public class InvalidRowCountInLimitClauseException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidRowCountInLimitClauseException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
