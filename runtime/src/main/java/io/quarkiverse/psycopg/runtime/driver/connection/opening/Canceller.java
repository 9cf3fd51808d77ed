package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.time.Duration;

import io.quarkiverse.psycopg.PgTlsOptions;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.runtime.driver.connection.CancelRequester;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Networks;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Transport;
import io.quarkiverse.psycopg.runtime.driver.wire.Bytes;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.CancelRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * Sends cancel requests to the very server of a session, with TLS where the session has it and with the same checks:
 * the key lets whoever sees it cancel, and it is sent to nobody else. Thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS">PostgreSQL
 *      documentation, Canceling Requests in Progress</a>
 */
final class Canceller implements CancelRequester {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Networks networks;
    private final PgTlsOptions options;
    private final Context context;
    private final Target target;
    private final Encryption encryption;
    private final Duration limit;

    /** @param limit how long a request may take; zero for the default */
    Canceller(Networks networks, PgTlsOptions options, Context context, Target target, boolean tls, Duration limit) {
        this.networks = networks;
        this.options = options;
        this.context = context;
        this.target = target;
        this.encryption = tls ? Encryption.TLS : Encryption.PLAIN;
        this.limit = limit.isZero() ? LONGEST : limit;
    }

    @Override
    public Future<Void> request(int backendPid, Bytes key) {
        Promise<Void> result = ((ContextInternal) context).promise();
        context.runOnContext(ignored -> start(backendPid, key, result));
        return result.future();
    }

    private void start(int backendPid, Bytes key, Promise<Void> result) {
        Opening opening = new Opening(networks, options, ConnectTrace.NONE, context, target, encryption);
        Request request = new Request(result);
        long timer = context.owner().setTimer(limit.toMillis(), id -> {
            String late = "the cancel request to " + target + " was not taken within " + limit.toMillis() + " ms";
            opening.failed(new ConnectionFailedException(late));
            request.giveUp(late);
        });
        result.future().onComplete(done -> context.owner().cancelTimer(timer));
        opening.open().onSuccess(transport -> request.send(transport, backendPid, key)).onFailure(result::tryFail);
    }

    /** One request once its stream is open; settles at the end of file. */
    private static final class Request implements Transport.Receiver {

        private final Promise<Void> result;
        private Transport transport;

        Request(Promise<Void> result) {
            this.result = result;
        }

        void send(Transport opened, int backendPid, Bytes key) {
            transport = opened;
            opened.receiver(this);
            WireWriter out = new WireWriter();
            new CancelRequest(backendPid, key).write(out);
            opened.write(out.array(), 0, out.size());
        }

        void giveUp(String late) {
            if (transport != null) {
                result.tryFail(new ConnectionLostException(late, null, Outcome.UNKNOWN));
                transport.abort();
            }
        }

        @Override
        public void received(byte[] chunk, int offset, int length) {
            // A server never answers; what somebody sends anyway means nothing.
        }

        @Override
        public void closed(Throwable causeOrNull) {
            // A reset is an end too: the server closes without reading what the TLS layer may still send.
            result.tryComplete();
        }
    }
}
