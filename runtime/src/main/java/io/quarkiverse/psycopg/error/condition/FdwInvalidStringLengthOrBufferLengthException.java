package io.quarkiverse.psycopg.error.condition;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;

/**
 * SQLSTATE HV090, {@code fdw_invalid_string_length_or_buffer_length}.
 */
public class FdwInvalidStringLengthOrBufferLengthException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** What the server reported. */
    public FdwInvalidStringLengthOrBufferLengthException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
