package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.Diagnostics;

/**
 * SQLSTATE 22024, {@code unterminated_c_string}.
 */
public class UnterminatedCStringException extends DataException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public UnterminatedCStringException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
