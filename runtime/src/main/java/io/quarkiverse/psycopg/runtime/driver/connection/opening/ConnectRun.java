package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.psycopg.Credentials;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.LoadBalanceHosts;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.Pooler;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.TargetSessionAttrs;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.Loop;
import io.quarkiverse.psycopg.runtime.driver.connection.opening.ConnectTrace.Event;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;

/**
 * One connect: hosts in order, addresses of each in order, protections of each in order, until a session has begun, a
 * failure is final, or the deadline has come. On the context only.
 */
final class ConnectRun implements Handler<Void> {

    /** SQLSTATE of a server that is up, but not for sessions yet or any more: another host may be. */
    private static final String CANNOT_CONNECT_NOW = "57P03";
    /** SQLSTATE of "no pg_hba.conf entry": another protection may have one. */
    private static final String NOT_LET_IN = "28000";

    private final Connector connector;
    private final PgConnectOptions options;
    private final Context context;
    private final Loop loop;
    private final SessionListener listener;
    private final Promise<Session> result;
    private final long deadline;
    private final Deque<HostSpec> hosts = new ArrayDeque<>();
    private final Deque<Target> targets = new ArrayDeque<>();
    private final List<PgException> failures = new ArrayList<>();
    private Login login;
    private ConnectAttempt attempt;
    /** What the attempt is at, how it logs in, and the protections that are left for it. */
    private Target target;
    private Login how;
    private List<Encryption> others;
    private String phase = "asking for credentials";
    private boolean ended;

    ConnectRun(Connector connector, Context context, SessionListener listener, Promise<Session> result, long deadline) {
        this.connector = connector;
        this.options = connector.options();
        this.context = context;
        this.loop = Loop.of(context);
        this.listener = listener;
        this.result = result;
        this.deadline = deadline;
    }

    /** Begins. */
    @Override
    public void handle(Void nothing) {
        if (hasDeadline()) {
            Loop.Timer timer = loop.schedule(this::late, deadline - System.nanoTime());
            result.future().onComplete(done -> timer.cancel());
        }
        connector.credentials(context).onComplete(this::credentialsHad);
    }

    private void credentialsHad(AsyncResult<Optional<Credentials>> answer) {
        if (answer.failed()) {
            fail(answer.cause() instanceof PgException known ? known
                    : new ConnectionFailedException("the credentials could not be had: " + answer.cause().getMessage(),
                            answer.cause()));
            return;
        }
        Optional<Credentials> credentials = answer.result();
        if (credentials.isPresent() && credentials.get().expiresAt().isPresent()) {
            listener.credentialsExpire(credentials.get().expiresAt().get());
        }
        login = new Login(options, credentials, newest(), options.targetSessionAttrs());
        tryHosts();
    }

    /** Poolers know the first version of the protocol only, and not all can say so. */
    private ProtocolVersion newest() {
        return options.pooler() == Pooler.TRANSACTION ? ProtocolVersion.V3_0 : options.maxProtocolVersion();
    }

    private boolean hasDeadline() {
        return !options.connectTimeout().isZero();
    }

    private void tryHosts() {
        List<HostSpec> order = new ArrayList<>(options.hosts());
        if (options.loadBalanceHosts() == LoadBalanceHosts.RANDOM) {
            Collections.shuffle(order);
        }
        for (HostSpec host : order) {
            hosts.add(host);
        }
        nextHost();
    }

    private void nextHost() {
        if (ended) {
            return;
        }
        HostSpec host = hosts.poll();
        if (host == null) {
            exhausted();
        } else if (host.isUnixSocket()) {
            targets.add(new Target(host, Optional.empty()));
            nextTarget();
        } else {
            lookUp(host);
        }
    }

    private void lookUp(HostSpec host) {
        phase = "the look-up of \"" + host.target() + "\"";
        connector.networks().plain().lookUp(context, host.target(), host.host(), host.port())
                .onComplete(answer -> lookedUp(host, answer));
    }

    private void lookedUp(HostSpec host, AsyncResult<List<InetSocketAddress>> answer) {
        if (answer.failed()) {
            failures.add(ConnectFailures.nameUnknown(host, answer.cause()));
            nextHost();
            return;
        }
        connector.trace().at(Event.NAME_LOOKED_UP, host);
        List<InetSocketAddress> order = new ArrayList<>(answer.result());
        if (options.loadBalanceHosts() == LoadBalanceHosts.RANDOM) {
            Collections.shuffle(order);
        }
        for (InetSocketAddress address : order) {
            targets.add(new Target(host, Optional.of(address)));
        }
        nextTarget();
    }

    private void nextTarget() {
        if (ended) {
            return;
        }
        target = targets.poll();
        if (target == null) {
            nextHost();
            return;
        }
        phase = "";
        attempt(Encryption.plan(options.sslMode(), target.isUnixSocket()), login);
    }

    /** @param plan the protections to try, the first one now */
    private void attempt(List<Encryption> plan, Login login) {
        others = plan.subList(1, plan.size());
        how = login;
        attempt = new ConnectAttempt(connector, context, target, plan.get(0), how, listener);
        if (hasDeadline() && hasMore()) {
            limit(attempt);
        }
        attempt.start().onComplete(this::attempted);
    }

    private void limit(ConnectAttempt current) {
        Loop.Timer timer = loop.schedule(() -> current.failed(new ConnectionFailedException(
                current.target() + " did not answer in its share of the time: " + current.phase())), share());
        current.result().onComplete(done -> timer.cancel());
    }

    private void attempted(AsyncResult<Session> done) {
        if (done.succeeded()) {
            succeed(done.result());
        } else if (!ended) {
            failed((PgException) done.cause());
        }
    }

    private boolean hasMore() {
        return !targets.isEmpty() || !hosts.isEmpty();
    }

    /** Nanoseconds: an equal share of what is left for each that is left, so that one that is silent does not use up all. */
    private long share() {
        return (deadline - System.nanoTime()) / (1 + targets.size() + hosts.size());
    }

    private void failed(PgException failure) {
        if (attempt.mayKnowOlderProtocol(failure)) {
            attempt(Encryption.plan(options.sslMode(), target.isUnixSocket()), how.withNewest(ProtocolVersion.V3_0));
        } else if (isNotLetIn(failure) && !others.isEmpty() && (others.get(0) == Encryption.TLS || attempt.isTls())) {
            attempt(others, how);
        } else if (mayAnotherDo(failure)) {
            failures.add(failure);
            nextTarget();
        } else {
            failures.forEach(failure::addSuppressed);
            fail(failure);
        }
    }

    private static boolean isNotLetIn(PgException failure) {
        return failure.sqlState().filter(NOT_LET_IN::equals).isPresent();
    }

    /** As libpq: an unreachable server or one of the wrong kind is passed over; a login that fails is not tried elsewhere. */
    private static boolean mayAnotherDo(PgException failure) {
        return failure instanceof ConnectionFailedException
                || failure.sqlState().filter(CANNOT_CONNECT_NOW::equals).isPresent();
    }

    private void exhausted() {
        if (login.wanted() == TargetSessionAttrs.PREFER_STANDBY
                && failures.stream().anyMatch(WrongRoleException.class::isInstance)) {
            login = login.withWanted(TargetSessionAttrs.ANY);
            failures.removeIf(WrongRoleException.class::isInstance);
            tryHosts();
        } else {
            fail(ConnectFailures.all(failures));
        }
    }

    private void late() {
        if (ended) {
            return;
        }
        String where = attempt != null && phase.isEmpty() ? attempt.phase() : phase;
        PgException reason = new ConnectionFailedException("no connection to " + servers() + " within "
                + options.connectTimeout().toMillis() + " ms (connect-timeout); it waited for " + where);
        failures.forEach(reason::addSuppressed);
        ended = true;
        if (attempt != null) {
            attempt.failed(reason);
        }
        result.tryFail(reason);
    }

    private String servers() {
        return String.join(", ", options.hosts().stream().map(HostSpec::toString).toList());
    }

    private void succeed(Session session) {
        if (ended || !result.tryComplete(session)) {
            session.abort();
        }
        ended = true;
    }

    private void fail(PgException reason) {
        ended = true;
        result.tryFail(reason instanceof ProtocolViolationException
                ? new ProtocolViolationException(servers() + ": " + reason.getMessage(), reason)
                : reason);
    }
}
