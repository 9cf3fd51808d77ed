package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42712, {@code duplicate_alias}.
 */
public class DuplicateAliasException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateAliasException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
