package io.quarkiverse.psycopg.error;

/**
 * A failure that concerns the database.
 */
public class DatabaseException extends PgException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public DatabaseException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
