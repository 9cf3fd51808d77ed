package io.quarkiverse.psycopg.error;

/**
 * No connection came about: the host is unknown, refuses, does not answer in time, or is not of the kind that was asked
 * for. The suppressed exceptions tell of each server that was tried. Nothing was executed; trying again later may help.
 */
public class ConnectionFailedException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public ConnectionFailedException(String message) {
        this(message, null);
    }

    public ConnectionFailedException(String message, Throwable cause) {
        super(message, cause);
        withOutcome(Outcome.NOT_SENT);
    }

    @Override
    public boolean isConnectionLost() {
        return true;
    }
}
