package io.quarkiverse.psycopg.error;

/**
 * The login failed for a reason that the driver found: the server asks for a method that is not allowed, does not bind
 * the login to the TLS channel where that is required, or could not prove that it knows the password. Nothing that is
 * secret was sent. Trying again does not help. A login that the server refuses carries the server's SQLSTATE (class 28)
 * instead.
 */
public class AuthenticationException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public AuthenticationException(String message) {
        super(message);
    }

    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isConnectionLost() {
        return true;
    }
}
