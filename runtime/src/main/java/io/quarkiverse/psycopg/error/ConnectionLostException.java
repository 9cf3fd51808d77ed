package io.quarkiverse.psycopg.error;

import java.util.Objects;

/**
 * The connection broke, or was closed, before the operation was answered. {@link #outcome()} says what became of its work.
 */
public class ConnectionLostException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public ConnectionLostException(String message, Throwable cause, Outcome outcome) {
        super(message, cause);
        withOutcome(Objects.requireNonNull(outcome, "outcome"));
    }

    @Override
    public boolean isConnectionLost() {
        return true;
    }
}
