package io.quarkiverse.psycopg.error;

/**
 * No connection of the pool became free, or could be opened, within the acquire timeout. Nothing was sent: it is safe to
 * repeat. The cause is the last failed attempt to connect, where there was one.
 */
public class AcquireTimeoutException extends OperationalException {

    private static final long serialVersionUID = 1L;

    public AcquireTimeoutException(String message, Throwable cause) {
        super(message, cause);
        withOutcome(Outcome.NOT_SENT);
    }
}
