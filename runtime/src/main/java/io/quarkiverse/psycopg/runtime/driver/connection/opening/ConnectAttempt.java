package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.util.Optional;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.ConnectionLostException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramChallenge;
import io.quarkiverse.psycopg.runtime.driver.auth.ScramKeys;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Transport;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.ConnectTrace.Event;
import io.quarkiverse.psycopg.runtime.driver.exchange.SessionKey;
import io.quarkiverse.psycopg.runtime.driver.exchange.Startup;
import io.quarkiverse.psycopg.runtime.driver.exchange.StartupRequest;
import io.quarkiverse.psycopg.runtime.driver.wire.WireLimits;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * One attempt at one target: opens the stream and begins a session in it. On the context only.
 */
final class ConnectAttempt {

    private final Connector connector;
    private final Context context;
    private final Target target;
    private final Login login;
    private final Opening opening;
    private final StartingListener listener;
    private final Promise<Session> result;
    private Session session;
    private Startup startup;
    private Optional<ScramChallenge> challenge = Optional.empty();
    private Optional<ScramKeys> derived = Optional.empty();
    private boolean tls;
    private volatile boolean ended;
    private String phase;

    ConnectAttempt(Connector connector, Context context, Target target, Encryption encryption, Login login,
            SessionListener listener) {
        this.connector = connector;
        this.context = context;
        this.target = target;
        this.login = login;
        this.listener = new StartingListener(listener, this::failed);
        this.opening = new Opening(connector.networks(), connector.options().tls(), connector.trace(), context, target,
                encryption);
        this.result = ((ContextInternal) context).promise();
    }

    Future<Session> start() {
        opening.open().onComplete(this::opened);
        return result();
    }

    Future<Session> result() {
        return result.future();
    }

    Target target() {
        return target;
    }

    private void opened(AsyncResult<Transport> opened) {
        if (opened.failed()) {
            failed((PgException) opened.cause());
            return;
        }
        Transport transport = opened.result();
        if (ended) {
            transport.abort();
            return;
        }
        phase = "the start of the session";
        tls = transport.tls().isPresent();
        PgConnectOptions options = connector.options();
        StartupRequest request = login.request(options, target.host(), transport.tls());
        startup = new Startup(request, connector.logins()::random, this::deriveKeys,
                () -> context.runOnContext(ignored -> startupEnded()));
        session = new Session(transport, new WireLimits(options.maxMessageSize()), listener,
                new Canceller(connector.networks(), options.tls(), context, target, tls, options.connectTimeout()));
        if (options.pooler() == Pooler.TRANSACTION) {
            session.behindPooler();
        }
        connector.trace().at(Event.STARTUP_SENT, target.host());
        session.submit(startup);
    }

    private void deriveKeys(ScramChallenge asked) {
        challenge = Optional.of(asked);
        phase = "the login";
        connector.keys(context, login.user(), login.password(target.host()).orElse(""), asked, () -> ended)
                .onSuccess(keys -> {
                    derived = Optional.of(keys);
                    startup.provide(keys);
                    session.wake(startup);
                })
                .onFailure(
                        failure -> failed(new ConnectionFailedException("the login at " + target + " was given up", failure)));
    }

    private void startupEnded() {
        if (ended) {
            return;
        }
        if (!startup.isReady()) {
            failed(startup.failure().map(this::named).orElseThrow());
            return;
        }
        SessionKey key = startup.session();
        session.backendKey(key.processId(), key.cancelKey());
        session.protocol(key.protocol());
        if (challenge.isPresent() && derived.isPresent()) {
            connector.keep(login.user(), login.password(target.host()).orElse(""), challenge.get(), derived.get());
        }
        phase = "asking the server for its role";
        connector.role(session, login.wanted()).onComplete(this::roleKnown);
    }

    /** A connection that breaks before there is a session is one that did not come about. */
    private PgException named(PgException failure) {
        return failure instanceof ConnectionLostException
                ? new ConnectionFailedException(target + " closed the connection during " + phase()
                        + (failure.getCause() == null ? "" : ": " + failure.getCause().getMessage()), failure)
                : failure;
    }

    private void roleKnown(AsyncResult<Optional<ServerRole>> role) {
        if (role.failed()) {
            failed((PgException) role.cause());
            return;
        }
        if (ended) {
            return;
        }
        if (role.result().isPresent() && !role.result().get().fits(login.wanted())) {
            failed(new WrongRoleException(target + " is not a server of the kind that target-session-attrs="
                    + login.wanted().keyword() + " asks for"));
            return;
        }
        ended = true;
        connector.trace().at(Event.READY, target.host());
        listener.begin();
        result.complete(session);
    }

    /** Whether TLS is up. */
    boolean isTls() {
        return tls;
    }

    /** Whether the server seems not to know this protocol version at all, so that an older one is worth a try. */
    boolean mayKnowOlderProtocol(PgException failure) {
        return startup != null && !startup.wasUnderstood() && login.newest() == ProtocolVersion.V3_2
                && login.oldest() == ProtocolVersion.V3_0
                && failure.sqlState().filter(state -> state.equals("0A000") || state.equals("08P01")).isPresent();
    }

    /** What is being waited for, for messages. */
    String phase() {
        return phase == null ? opening.phase() : phase;
    }

    /** Gives up for a reason found here or outside. */
    void failed(PgException reason) {
        if (ended) {
            return;
        }
        ended = true;
        connector.trace().at(Event.FAILED, target.host());
        opening.failed(reason);
        if (session != null) {
            session.abort();
        }
        result.fail(reason);
    }
}
