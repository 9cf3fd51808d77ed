package io.quarkiverse.psycopg.error;

/**
 * The driver was used wrongly: a closed connection, a cursor without a result.
 */
public class InterfaceException extends PgException {

    private static final long serialVersionUID = 1L;

    public InterfaceException(String message) {
        super(message);
    }

    public InterfaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
