package io.quarkiverse.psycopg.deployment;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.Uni;

/** Waits with a deadline that only a fault reaches, however busy the machine is. */
public final class Waiting {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Waiting() {
    }

    /** The outcome of an operation. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** Returns once the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not come to hold: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
