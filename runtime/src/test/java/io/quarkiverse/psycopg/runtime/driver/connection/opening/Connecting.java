package io.quarkiverse.psycopg.runtime.driver.connection.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.net.TlsSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Opens sessions from tests and waits for them; keeps the trace of events. */
final class Connecting implements AutoCloseable {

    /** What a connect may take where that is not what is tested: machines that build are busy. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LONGEST_SECONDS = 60;

    final List<ConnectTrace.Event> trace = new CopyOnWriteArrayList<>();
    private final ScramLogins logins = new ScramLogins();
    private final Vertx vertx;

    Connecting() {
        this(new VertxOptions());
    }

    Connecting(VertxOptions options) {
        vertx = Vertx.vertx(options);
    }

    Vertx vertx() {
        return vertx;
    }

    Connector connector(PgConnectOptions options) {
        return connector(options, Optional.empty());
    }

    Connector connector(PgConnectOptions options, Optional<TlsSetup> setup) {
        return new Connector(vertx, options, setup, logins, (event, host) -> trace.add(event));
    }

    Session connect(PgConnectOptions options) {
        return await(connector(options).connect(SessionListener.NONE));
    }

    /** The failure of a connect that must fail. */
    PgException refusal(PgConnectOptions options) {
        return refusal(connector(options));
    }

    PgException refusal(Connector connector) {
        try {
            Session session = get(connector.connect(SessionListener.NONE));
            session.abort();
            return fail("a connection came about");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(PgException.class);
            return (PgException) e.getCause();
        }
    }

    void close(Session session) {
        await(session.close());
    }

    static <T> T await(Future<T> future) {
        try {
            return get(future);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        }
    }

    private static <T> T get(Future<T> future) throws ExecutionException {
        CompletionStage<T> stage = future.toCompletionStage();
        try {
            return stage.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing came within " + LONGEST_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
