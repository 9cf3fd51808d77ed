package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 25007, {@code schema_and_data_statement_mixing_not_supported}.
 */
public class SchemaAndDataStatementMixingNotSupportedException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SchemaAndDataStatementMixingNotSupportedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
