package io.quarkiverse.psycopg.error;

/**
 * A constraint was violated.
 */
public class IntegrityException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public IntegrityException(String message) {
        super(message);
    }

    public IntegrityException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public IntegrityException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
