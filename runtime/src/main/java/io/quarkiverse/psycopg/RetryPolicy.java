package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.Objects;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * How often, and after which pause, a transaction is run again. The pause doubles from attempt to attempt, and a random part of
 * it is waited, so that those who met do not meet again.
 *
 * @param maxAttempts how often it is run at most, the first time included; at least 1
 * @param firstPause the longest pause before the second attempt; not negative
 * @param longestPause what the pause grows to at most; not below {@code firstPause}
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration longestPause) {

    private static final RetryPolicy DEFAULTS = new RetryPolicy(10, Duration.ofMillis(10), Duration.ofSeconds(1));

    public RetryPolicy {
        Objects.requireNonNull(firstPause, "firstPause");
        Objects.requireNonNull(longestPause, "longestPause");
        if (maxAttempts < 1) {
            throw new ProgrammingException("expected at least 1 attempt, got " + maxAttempts);
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new ProgrammingException(
                    "expected pauses that are not negative and do not shrink, got " + firstPause + " and "
                            + longestPause);
        }
    }

    /** Ten attempts, pauses from 10 milliseconds to a second. */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** With another number of attempts. */
    public RetryPolicy attempts(int most) {
        return new RetryPolicy(most, firstPause, longestPause);
    }

    /** With other pauses. */
    public RetryPolicy pauses(Duration first, Duration longest) {
        return new RetryPolicy(maxAttempts, first, longest);
    }
}
