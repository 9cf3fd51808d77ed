package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42P09, {@code ambiguous_alias}.
 */
public class AmbiguousAliasException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public AmbiguousAliasException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
