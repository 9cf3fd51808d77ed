package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203G, {@code sql_json_item_cannot_be_cast_to_target_type}.
 */
public class SqlJsonItemCannotBeCastToTargetTypeException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlJsonItemCannotBeCastToTargetTypeException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
