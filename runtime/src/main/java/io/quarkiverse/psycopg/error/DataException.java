package io.quarkiverse.psycopg.error;

/**
 * A value does not fit: out of range, malformed, of another type than asked for.
 */
public class DataException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public DataException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
