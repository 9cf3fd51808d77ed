package io.quarkiverse.psycopg.runtime.driver.connection;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * How long to wait before the next attempt: doubling from a first delay to a largest one, shortened by up to a half at random,
 * so that many clients of a server that comes back do not come at once. Not thread-safe.
 */
public final class Backoff {

    private static final int MOST_DOUBLINGS = 30;
    private static final double RANDOM_SHARE = 0.5;

    private final Duration first;
    private final Duration largest;
    private final DoubleSupplier random;
    private int attempts;

    /**
     * @param first the delay before the first repetition, above zero
     * @param largest no delay is longer
     * @param random numbers from 0 to 1
     */
    public Backoff(Duration first, Duration largest, DoubleSupplier random) {
        if (first.isZero() || first.isNegative() || largest.compareTo(first) < 0) {
            throw new ProgrammingException("a backoff from " + first + " to " + largest
                    + ": the first delay must be above zero and not above the largest");
        }
        this.first = first;
        this.largest = largest;
        this.random = random;
    }

    /** The delay before the next attempt. */
    public Duration next() {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempts, MOST_DOUBLINGS));
        attempts++;
        double delay = Math.min(doubled, largest.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(delay * (1 - RANDOM_SHARE * random.getAsDouble()))));
    }

    /** Number of delays given since the last success. */
    public int attempts() {
        return attempts;
    }

    /** It worked: the next delay is the first again. */
    public void succeeded() {
        attempts = 0;
    }
}
