package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 20000, {@code case_not_found}.
 */
public class CaseNotFoundException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public CaseNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
