package io.quarkiverse.psycopg.runtime.driver.connection;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * Ends what nobody waits for any more: takes it back where it was not written, cancels it on the server while it is the only
 * one there, lets it drain otherwise; and gives the connection up where the server does not answer.
 * <p>
 * Nothing is written from a cancel request on until it has settled, since what is sent meanwhile could be hit by it. On the
 * session's event loop only.
 */
final class SessionCancels {

    /** How long a cancelled or expired operation may take to settle before the connection is given up. */
    private static final long GRACE_MILLIS = 2_000;
    /** How long a stream that was told to stop may take to finish its batch before it is cancelled on the server. */
    private static final long STOP_MILLIS = 50;

    private final Session session;
    private final ExchangeQueue queue;
    private final Loop loop;
    private final CancelRequester requester;
    private int backendPid;
    private Bytes key;
    private boolean requested;

    SessionCancels(Session session, ExchangeQueue queue, Loop loop, CancelRequester requester) {
        this.session = session;
        this.queue = queue;
        this.loop = loop;
        this.requester = requester;
    }

    /** What BackendKeyData told: needed for a request. */
    void backendKey(int pid, Bytes secret) {
        backendPid = pid;
        key = secret;
    }

    /** The caller of this exchange is gone. */
    void cancel(Exchange exchange) {
        if (!withdrawn(exchange)) {
            onServer(exchange);
        }
    }

    /** As {@link #cancel}, for one that was told to stop: it is cancelled on the server only if it does not end soon. */
    void stop(Exchange exchange) {
        if (!withdrawn(exchange) && !session.hasEnded()) {
            session.wake(exchange);
            loop.schedule(() -> onServer(exchange), TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS));
        }
    }

    private boolean withdrawn(Exchange exchange) {
        exchange.markExpired();
        if (!queue.withdraw(exchange)) {
            return false;
        }
        exchange.abandoned(Failures.closed());
        session.updateStatus();
        return true;
    }

    /** Its deadline has passed: its caller is told at once where it cannot be cancelled. */
    void expire(Exchange exchange) {
        exchange.markExpired();
        if (queue.withdraw(exchange)) {
            exchange.abandoned(Failures.timedOut(Outcome.NOT_SENT, exchange));
            session.updateStatus();
            return;
        }
        if (!queue.isOnlyOneSent(exchange)) {
            exchange.giveUp(Failures.timedOut(Outcome.UNKNOWN, exchange));
        }
        onServer(exchange);
    }

    private void onServer(Exchange exchange) {
        if (session.hasEnded() || !queue.isUnderWay(exchange)) {
            return;
        }
        if (queue.isOnlyOneSent(exchange) && !requested) {
            request();
        }
        loop.schedule(() -> giveUpIfStuck(exchange), TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
    }

    /** Cancels what the server works on now, whoever submitted it. Completes when the request has settled. */
    Future<Void> request() {
        requested = true;
        queue.hold();
        return requester.request(backendPid, key).onComplete(done -> loop.run(() -> settled(done)));
    }

    private void settled(AsyncResult<Void> done) {
        requested = false;
        if (!session.hasEnded() && done.cause() instanceof ConnectionLostException) {
            session.giveUp("a cancel request was not taken in time and may still arrive");
        } else {
            queue.release();
            session.pump();
        }
    }

    private void giveUpIfStuck(Exchange exchange) {
        if (!session.hasEnded() && queue.isUnderWay(exchange) && queue.allExpired()) {
            session.giveUp("the server did not answer within " + GRACE_MILLIS + " ms after a cancel");
        }
    }

    /** The session is being closed in order: what runs on the server is not to go on. */
    void beforeClose() {
        if (!queue.isQuiet() && key != null && !requested) {
            requester.request(backendPid, key);
        }
    }
}
