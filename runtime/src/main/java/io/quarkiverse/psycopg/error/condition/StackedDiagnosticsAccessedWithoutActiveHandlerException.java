package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DatabaseException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 0Z002, {@code stacked_diagnostics_accessed_without_active_handler}.
 */
public class StackedDiagnosticsAccessedWithoutActiveHandlerException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public StackedDiagnosticsAccessedWithoutActiveHandlerException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
