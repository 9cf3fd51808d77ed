package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InternalException;

/**
 * SQLSTATE 38002, {@code modifying_sql_data_not_permitted}.
 */
public class ModifyingSqlDataNotPermittedExtException extends InternalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public ModifyingSqlDataNotPermittedExtException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
