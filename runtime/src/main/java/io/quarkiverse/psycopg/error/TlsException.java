package io.quarkiverse.psycopg.error;

/**
 * TLS could not be agreed on as {@code ssl-mode} demands: the server refuses it, the handshake failed, or a certificate
 * does not fit. The connection was closed and nothing of the session was sent in clear text. Trying again does not
 * help.
 */
public class TlsException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public TlsException(String message) {
        super(message);
    }

    public TlsException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isConnectionLost() {
        return true;
    }
}
