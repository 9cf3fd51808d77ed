package io.quarkiverse.psycopg.error;

/**
 * The server or the driver met an internal error.
 */
public class InternalException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public InternalException(String message) {
        super(message);
    }

    public InternalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public InternalException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
