package io.quarkiverse.psycopg.error;

/**
 * The server does not support what was asked for.
 */
public class NotSupportedException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public NotSupportedException(String message) {
        super(message);
    }

    public NotSupportedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public NotSupportedException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
