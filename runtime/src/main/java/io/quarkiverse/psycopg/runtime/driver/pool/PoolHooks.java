package io.quarkiverse.psycopg.runtime.driver.pool;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.error.AcquireTimeoutException;
import io.quarkiverse.psycopg.error.ConnectionFailedException;
import io.quarkiverse.psycopg.error.PgException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;

/**
 * The application's hooks of a pool, each with a deadline: one that never ends would hold its connection, and with it a slot of
 * the pool, for ever. A hook that is late is cancelled and fails; its connection is then discarded by whoever ran it.
 */
final class PoolHooks {

    private final Vertx vertx;
    private final PgPoolOptions options;
    private final Duration connectTimeout;

    /** @param connectTimeout how long onConnect may take, zero for no limit; the other hooks have the acquire timeout */
    PoolHooks(Vertx vertx, PgPoolOptions options, Duration connectTimeout) {
        this.vertx = vertx;
        this.options = options;
        this.connectTimeout = connectTimeout;
    }

    boolean hasOnConnect() {
        return options.onConnect().isPresent();
    }

    /** Fails with what the hook fails with. */
    Uni<Void> onConnect(PgConnection connection) {
        return run(options.onConnect(), connection, connectTimeout, () -> new ConnectionFailedException(
                late("onConnect", connectTimeout, "connect-timeout")));
    }

    boolean hasOnAcquire() {
        return options.onAcquire().isPresent();
    }

    /** Fails with what the hook fails with. */
    Uni<Void> onAcquire(PgConnection connection) {
        return run(options.onAcquire(), connection, options.acquireTimeout(), () -> new AcquireTimeoutException(
                late("onAcquire", options.acquireTimeout(), "acquire-timeout"), null));
    }

    boolean hasOnRelease() {
        return options.onRelease().isPresent();
    }

    /** Fails with what the hook fails with. */
    Uni<Void> onRelease(PgConnection connection) {
        return run(options.onRelease(), connection, options.acquireTimeout(), () -> new AcquireTimeoutException(
                late("onRelease", options.acquireTimeout(), "acquire-timeout"), null));
    }

    private static String late(String hook, Duration limit, String option) {
        return "the pool's " + hook + " hook did not end within " + limit.toMillis() + " ms (" + option + ")";
    }

    private Uni<Void> run(Optional<Function<PgConnection, Uni<Void>>> hook, PgConnection connection, Duration limit,
            Supplier<PgException> late) {
        Uni<Void> running = hook.map(given -> Uni.createFrom().deferred(() -> given.apply(connection)))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return limit.isZero() ? running : bounded(running, limit, late);
    }

    private Uni<Void> bounded(Uni<Void> hook, Duration limit, Supplier<PgException> late) {
        return Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(Math.max(1, limit.toMillis()), fired -> emitter.fail(late.get()));
            Cancellable running = hook.subscribe().with(done -> emitter.complete(null), emitter::fail);
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                running.cancel();
            });
        });
    }
}
