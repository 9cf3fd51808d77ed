package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * SQLSTATE 3D000, {@code invalid_catalog_name}.
 */
public class InvalidCatalogNameException extends ProgrammingException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public InvalidCatalogNameException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
