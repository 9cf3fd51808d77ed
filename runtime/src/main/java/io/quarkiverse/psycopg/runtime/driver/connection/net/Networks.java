package io.quarkiverse.psycopg.runtime.driver.connection.net;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * The networks that one set of options needs: one without TLS and one with it, each made when it is first asked for and
 * then kept, so that certificates are not read for each connection. Thread-safe.
 */
public final class Networks {

    /** How old a TLS configuration may get: so soon a renewed certificate is used, without anybody saying so. */
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Optional<TlsSetup> setup;
    private Network plain;
    private Future<Network> tls;
    private long tlsMade;

    public Networks(Vertx vertx, PgConnectOptions options, Optional<TlsSetup> setup) {
        this.vertx = vertx;
        this.options = options;
        this.setup = setup;
    }

    /** For streams that stay plain. */
    public synchronized Network plain() {
        if (plain == null) {
            plain = new Network(vertx, NetworkOptions.plain(options), options.keepAlive());
        }
        return plain;
    }

    /**
     * For streams that become ones of TLS, or are so from the first byte where the options say direct. Files are read
     * on a worker thread, again for the first stream after a minute; a failure is not kept. Completes on the context.
     */
    public synchronized Future<Network> tls(Context context) {
        if (tls == null || tls.failed() || System.nanoTime() - tlsMade > RENEWAL.toNanos()) {
            tlsMade = System.nanoTime();
            tls = context.executeBlocking(
                    () -> new Network(vertx, NetworkOptions.tls(options, setup), options.keepAlive()), false);
        }
        Promise<Network> promise = ((ContextInternal) context).promise();
        tls.onComplete(promise);
        return promise.future();
    }

    /** Forgets the TLS configuration: later streams read it anew, open ones go on. */
    public synchronized void renewTls() {
        tls = null;
    }
}
