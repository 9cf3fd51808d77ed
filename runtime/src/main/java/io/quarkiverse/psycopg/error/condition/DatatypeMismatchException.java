package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42804, {@code datatype_mismatch}.
 */
public class DatatypeMismatchException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DatatypeMismatchException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
