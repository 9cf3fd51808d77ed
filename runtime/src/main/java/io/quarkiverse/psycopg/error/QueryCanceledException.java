package io.quarkiverse.psycopg.error;

/**
 * The server ended the statement: a cancel request, or its {@code statement_timeout} (SQLSTATE 57014).
 */
public class QueryCanceledException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public QueryCanceledException(String message) {
        super(message);
    }

    public QueryCanceledException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server reported. */
    public QueryCanceledException(Diagnostics diagnostics) {
        super(diagnostics);
    }
}
