package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Network;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Networks;
import io.quarkiverse.psycopg.runtime.driver.connection.net.TlsSetup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Opens sessions by one set of options. One connector serves many connections, at the same time too: certificates are read
 * once, key derivations are bounded, and derived keys are kept where configured, for all connectors of a driver. Thread-safe;
 * there is nothing to close.
 * <p>
 * One deadline ({@code connect-timeout}) lies over all of connecting, whatever a server does. Failures are {@link
 * io.quarkiverse.psycopg.error.ConnectionFailedException}, {@link io.quarkiverse.psycopg.error.TlsException}, {@link
 * io.quarkiverse.psycopg.error.AuthenticationException}, {@link
 * io.quarkiverse.psycopg.error.ProtocolViolationException}, or what the server said, with its SQLSTATE.
 */
public final class Connector {

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Networks networks;
    private final ScramLogins logins;
    private final ConnectTrace trace;

    /** With the TLS files that the options name. */
    public Connector(Vertx vertx, PgConnectOptions options) {
        this(vertx, options, Optional.empty(), new ScramLogins(), ConnectTrace.NONE);
    }

    /**
     * @param setup a TLS configuration from elsewhere; the options' ssl-mode decides what is checked with it
     * @param logins what the connectors of a driver share
     * @param trace is told of each step
     */
    public Connector(Vertx vertx, PgConnectOptions options, Optional<TlsSetup> setup, ScramLogins logins,
            ConnectTrace trace) {
        this.vertx = vertx;
        this.options = options;
        this.networks = new Networks(vertx, options, setup);
        this.logins = logins;
        this.trace = trace;
    }

    /** Opens a session on a context of its own, on the caller's event loop where the caller is on one. */
    public Future<Session> connect(SessionListener listener) {
        return connect(Network.newContext(vertx), listener);
    }

    /**
     * Opens a session.
     *
     * @param context an event-loop context, which the session will belong to
     * @param listener gets what the server tells of its own accord, from the session's start on
     * @return completes on the context
     */
    public Future<Session> connect(Context context, SessionListener listener) {
        Promise<Session> result = ((ContextInternal) context).promise();
        long deadline = System.nanoTime() + options.connectTimeout().toNanos();
        context.runOnContext(new ConnectRun(this, context, listener, result, deadline));
        return result.future();
    }

    /** Reads the TLS configuration anew for later connections, after its files or registry entry have changed. */
    public void renewTls() {
        networks.renewTls();
    }

    PgConnectOptions options() {
        return options;
    }

    Networks networks() {
        return networks;
    }

    ScramLogins logins() {
        return logins;
    }

    ConnectTrace trace() {
        return trace;
    }

    /** What the configured supplier gives; completes on the context. */
    Future<Optional<Credentials>> credentials(Context context) {
        Promise<Optional<Credentials>> promise = ((ContextInternal) context).promise();
        if (options.credentials().isEmpty()) {
            promise.complete(Optional.empty());
        } else {
            try {
                options.credentials().get().get().subscribe().with(given -> promise.tryComplete(Optional.of(given)),
                        promise::tryFail);
            } catch (RuntimeException e) {
                promise.tryFail(e);
            }
        }
        return promise.future();
    }

    /**
     * The keys for a challenge: kept ones, or derived off the event loop. Completes on the context, never before it
     * returns.
     */
    Future<ScramKeys> keys(Context context, String user, String password, ScramChallenge challenge, BooleanSupplier cancelled) {
        return options.scramKeyCache() ? logins.find(context, user, password, challenge, cancelled)
                : logins.derive(context, password, challenge, cancelled);
    }

    /** Keeps the keys of a login that succeeded, where configured. */
    void keep(String user, String password, ScramChallenge challenge, ScramKeys keys) {
        if (options.scramKeyCache()) {
            logins.keep(user, password, challenge, keys);
        }
    }

    /** What kind of server a session has; empty where nobody asks. Completes on the session's context. */
    Future<Optional<ServerRole>> role(Session session, TargetSessionAttrs wanted) {
        if (wanted == TargetSessionAttrs.ANY) {
            return Future.succeededFuture(Optional.empty());
        }
        String standby = session.parameter("in_hot_standby");
        String readOnly = session.parameter("default_transaction_read_only");
        if (standby != null && readOnly != null) {
            return Future.succeededFuture(Optional.of(new ServerRole(standby.equals("on"), readOnly.equals("on"))));
        }
        return RoleProbe.ask(session).map(Optional::of);
    }
}
