package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 42809, {@code wrong_object_type}.
 */
public class WrongObjectTypeException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public WrongObjectTypeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
