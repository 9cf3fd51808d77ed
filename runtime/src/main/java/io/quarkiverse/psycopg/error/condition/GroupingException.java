package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42803, {@code grouping_error}.
 */
public class GroupingException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public GroupingException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
