package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgTransactions;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.error.Outcome;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Runs a whole transaction again where it failed because of others.
 */
public final class RetryingTransactions implements PgTransactions {

    /** serialization_failure and deadlock_detected: the server has rolled back because of what others did. */
    private static final Set<String> BECAUSE_OF_OTHERS = Set.of("40001", "40P01");
    /** How far the causes of a failure are looked through: an application may have wrapped it. */
    private static final int MOST_CAUSES = 10;
    /** Timers of Vert.x, to which Quarkus gives what the worker pool shall do later, refuse less than a millisecond. */
    private static final long LEAST_PAUSE_NANOS = 1_000_000;

    private final PgTransactions once;
    private final RetryPolicy policy;

    /** @param once runs a transaction a single time, never within another */
    public RetryingTransactions(PgTransactions once, RetryPolicy policy) {
        this.once = once;
        this.policy = policy;
    }

    @Override
    public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> attempt(1, CallerContext.current(), options, work));
    }

    private <T> Uni<T> attempt(int number, CallerContext caller, TransactionOptions options,
            Function<PgConnection, Uni<T>> work) {
        return once.inTransaction(options, work)
                .onFailure(failure -> number < policy.maxAttempts() && mayBeRepeated(failure))
                .recoverWithUni(() -> pause(number, caller).chain(() -> attempt(number + 1, caller, options, work)));
    }

    /** Whether the server has rolled everything back, because of other transactions. */
    static boolean mayBeRepeated(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof PgException error) {
                if (error.outcome().filter(Outcome.UNKNOWN::equals).isPresent()) {
                    return false;
                }
                if (error.sqlState().filter(BECAUSE_OF_OTHERS::contains).isPresent()) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** A random part of a pause that doubles with each attempt; it ends on the caller's context. */
    private Uni<Void> pause(int attempt, CallerContext caller) {
        long nanos = Math.max(LEAST_PAUSE_NANOS, ThreadLocalRandom.current().nextLong(longest(attempt).toNanos() + 1));
        return Uni.createFrom().emitter(emitter -> {
            Future<?> timer = Infrastructure.getDefaultWorkerPool().schedule(
                    () -> caller.run(() -> emitter.complete(null)), nanos, TimeUnit.NANOSECONDS);
            emitter.onTermination(() -> timer.cancel(false));
        });
    }

    private Duration longest(int attempt) {
        Duration pause = policy.firstPause();
        for (int i = 1; i < attempt && pause.compareTo(policy.longestPause()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(policy.longestPause()) < 0 ? pause : policy.longestPause();
    }

    @Override
    public PgTransactions retrying(RetryPolicy other) {
        return new RetryingTransactions(once, other);
    }
}
