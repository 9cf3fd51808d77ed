package io.quarkiverse.psycopg.error;

/**
 * The database's operation failed through no fault of the statement: connection lost, server out of resources, time out.
 */
public class OperationalException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    public OperationalException(String message) {
        super(message);
    }

    public OperationalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public OperationalException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
