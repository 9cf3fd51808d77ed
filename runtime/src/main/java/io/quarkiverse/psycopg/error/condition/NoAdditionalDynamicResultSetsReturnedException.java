package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 02001, {@code no_additional_dynamic_result_sets_returned}.
 */
public class NoAdditionalDynamicResultSetsReturnedException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public NoAdditionalDynamicResultSetsReturnedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
