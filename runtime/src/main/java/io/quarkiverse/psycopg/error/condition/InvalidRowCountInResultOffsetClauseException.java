package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2201X, {@code invalid_row_count_in_result_offset_clause}.
 */
public class InvalidRowCountInResultOffsetClauseException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidRowCountInResultOffsetClauseException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
