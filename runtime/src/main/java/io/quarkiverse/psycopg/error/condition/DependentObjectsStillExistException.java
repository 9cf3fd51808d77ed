package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2BP01, {@code dependent_objects_still_exist}.
 */
public class DependentObjectsStillExistException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DependentObjectsStillExistException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
