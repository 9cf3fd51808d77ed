package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42601, {@code syntax_error}.
 */
public class SyntaxException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SyntaxException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
