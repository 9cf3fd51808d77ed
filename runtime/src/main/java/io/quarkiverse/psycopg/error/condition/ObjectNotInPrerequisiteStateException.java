package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 55000, {@code object_not_in_prerequisite_state}.
 */
public class ObjectNotInPrerequisiteStateException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ObjectNotInPrerequisiteStateException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
