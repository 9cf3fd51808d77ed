package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.Map;

import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.QueryTimeoutException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;

/**
 * The failures that a session makes itself, in one place so that equal causes read alike.
 */
final class Failures {

    /** Makes the failure of one operation when the connection has ended. */
    @FunctionalInterface
    interface Lost {
        PgException failure(Outcome outcome, Exchange exchange);
    }

    private Failures() {
    }

    /** A member of a unit that was not executed. */
    static PgException skipped(PgException cause) {
        return new OperationalException("not executed: an earlier statement of the same pipeline unit failed: "
                + cause.getMessage(), cause);
    }

    /** What the server answers to every statement in a failed transaction, for one that shared a Sync with the failed one. */
    static PgException inFailedTransaction(PgException cause) {
        PgException failure = ServerErrors.of(new Diagnostics(Map.of('S', "ERROR", 'V', "ERROR", 'C', "25P02", 'M',
                "current transaction is aborted, commands ignored until end of transaction block")));
        failure.initCause(cause);
        return failure;
    }

    /** A server's error once more, for another caller whom it concerns. */
    static PgException again(PgException error) {
        return error.diagnostics().map(ServerErrors::of).orElse(error);
    }

    /** The session was closed by this side. */
    static PgException closed() {
        return new InterfaceException("connection already closed");
    }

    /** The server had ended the session before this was asked for; the cause carries what it said. */
    static PgException closedBy(PgException lastWord) {
        return new InterfaceException("connection already closed: " + lastWord.getMessage(), lastWord);
    }

    /** The connection broke, or the server ended it. */
    static PgException lost(Outcome outcome, Exchange exchange, Throwable cause) {
        String why = cause == null ? "the server closed the connection" : cause.getMessage();
        return new ConnectionLostException("connection lost while " + exchange.describe() + ": " + why
                + switch (outcome) {
                    case NOT_SENT -> " (nothing was sent: it is safe to repeat)";
                    case ROLLED_BACK -> " (the transaction was rolled back)";
                    case UNKNOWN -> " (it is unknown whether the server has executed it)";
                }, cause, outcome);
    }

    /** This side closed the session while the operation was under way. */
    static PgException closedMeanwhile(Outcome outcome) {
        return outcome == Outcome.NOT_SENT ? closed()
                : new ConnectionLostException("connection closed before the operation had ended", null, outcome);
    }

    /** The server closed the connection and said nothing. */
    static PgException endOfFile() {
        return new OperationalException("the server closed the connection");
    }

    /** The operation's own deadline has passed. */
    static PgException timedOut(Outcome outcome, Exchange exchange) {
        return new QueryTimeoutException("timed out while " + exchange.describe(), outcome);
    }
}
