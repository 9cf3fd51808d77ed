package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2F005, {@code function_executed_no_return_statement}.
 */
public class FunctionExecutedNoReturnStatementException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FunctionExecutedNoReturnStatementException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
