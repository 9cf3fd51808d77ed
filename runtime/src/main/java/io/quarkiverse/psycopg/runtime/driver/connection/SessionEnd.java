package io.quarkiverse.psycopg.runtime.driver.connection;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;

/**
 * Why a session ends: its user wants it, the server has said so, or something has broken. From that follows what is told of the
 * session and what each of its exchanges fails with. On the event loop only.
 */
final class SessionEnd implements Failures.Lost {

    private boolean wanted;
    private Diagnostics lastWord;
    private PgException fault;

    /** The session's user closes it. */
    void askedFor() {
        wanted = true;
    }

    /** The server's FATAL error, behind which it closes the connection. */
    void announced(Diagnostics fatal) {
        lastWord = fatal;
    }

    /** What makes the connection useless; the first such thing counts. */
    void broken(PgException cause) {
        if (fault == null) {
            fault = cause;
        }
    }

    /** The connection is gone: a cause counts where nothing else explains it. */
    void connectionGone(Throwable causeOrNull) {
        if (causeOrNull != null && lastWord == null && !wanted) {
            broken(new OperationalException(String.valueOf(causeOrNull.getMessage()), causeOrNull));
        }
    }

    /** What is told of the session: null where its user has closed it and all went well. */
    PgException reason() {
        if (lastWord != null) {
            return ServerErrors.of(lastWord);
        }
        return fault != null ? fault : wanted ? null : Failures.endOfFile();
    }

    @Override
    public PgException failure(Outcome outcome, Exchange exchange) {
        if (exchange.isExpired()) {
            return Failures.timedOut(outcome, exchange);
        }
        if (lastWord != null) {
            return ServerErrors.of(lastWord, outcome);
        }
        if (fault instanceof ProtocolViolationException) {
            return fault;
        }
        return wanted && fault == null ? Failures.closedMeanwhile(outcome) : Failures.lost(outcome, exchange, fault);
    }

    /** What an exchange fails with that is submitted when the session has ended. */
    PgException refusal(Exchange exchange) {
        if (fault != null) {
            return failure(Outcome.NOT_SENT, exchange);
        }
        return lastWord != null ? Failures.closedBy(ServerErrors.of(lastWord)) : Failures.closed();
    }
}
