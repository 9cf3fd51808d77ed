package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203A, {@code sql_json_member_not_found}.
 */
public class SqlJsonMemberNotFoundException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public SqlJsonMemberNotFoundException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
