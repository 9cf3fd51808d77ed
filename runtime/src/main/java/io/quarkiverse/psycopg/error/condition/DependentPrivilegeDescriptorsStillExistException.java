package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 2B000, {@code dependent_privilege_descriptors_still_exist}.
 */
public class DependentPrivilegeDescriptorsStillExistException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DependentPrivilegeDescriptorsStillExistException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
