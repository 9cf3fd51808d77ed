package io.quarkiverse.psycopg.error;

/**
 * The server sent bytes that are not the protocol; the connection is closed.
 */
public class ProtocolViolationException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public ProtocolViolationException(String message) {
        super(message);
    }

    public ProtocolViolationException(String message, Throwable cause) {
        super(message, cause);
    }
}
