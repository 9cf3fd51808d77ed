package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2200G, {@code most_specific_type_mismatch}.
 */
public class MostSpecificTypeMismatchException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public MostSpecificTypeMismatchException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
