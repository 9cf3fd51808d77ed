package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE 55P04, {@code unsafe_new_enum_value_usage}.
 */
public class UnsafeNewEnumValueUsageException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UnsafeNewEnumValueUsageException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
