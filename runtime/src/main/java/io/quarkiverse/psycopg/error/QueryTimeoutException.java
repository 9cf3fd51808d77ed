package io.quarkiverse.psycopg.error;

import java.util.Objects;

/**
 * The client's deadline passed before the operation was answered. Where the server had been sent something it was asked to
 * cancel; {@link #outcome()} says what is known of the work. (The server's own {@code statement_timeout} is a
 * {@link QueryCanceledException}.)
 */
public class QueryTimeoutException extends OperationalException {

    private static final long serialVersionUID = 1L;

    /** @param cause the server's word on the cancelled statement */
    public QueryTimeoutException(String message, Throwable cause, Outcome outcome) {
        super(message, cause);
        withOutcome(Objects.requireNonNull(outcome, "outcome"));
    }

    public QueryTimeoutException(String message, Outcome outcome) {
        super(message);
        withOutcome(Objects.requireNonNull(outcome, "outcome"));
    }
}
