package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22030, {@code duplicate_json_object_key_value}.
 */
public class DuplicateJsonObjectKeyValueException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public DuplicateJsonObjectKeyValueException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
