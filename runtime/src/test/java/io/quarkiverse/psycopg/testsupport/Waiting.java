package io.quarkiverse.psycopg.testsupport;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.Uni;

/**
 * Waits with a deadline that only a fault reaches, however busy the machine is.
 */
public final class Waiting {

    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final long PAUSE_NANOS = 100_000;

    private Waiting() {
    }

    /** The outcome of an operation. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    /** Returns once the condition holds. It is asked no more then: it may be true for a moment only. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    /** As {@link #until(String, BooleanSupplier)}, with another deadline. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not come to hold within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
