package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 2203E, {@code too_many_json_object_members}.
 */
public class TooManyJsonObjectMembersException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public TooManyJsonObjectMembersException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
