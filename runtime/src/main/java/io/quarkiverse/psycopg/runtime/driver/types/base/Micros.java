package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import io.quarkiverse.psycopg.error.DataException;

/**
 * Timestamps as the wire has them: int64 microseconds since 2000-01-01 00:00, the extremes standing for the infinities.
 * Nanoseconds are rounded to the nearest microsecond, as the server rounds a literal with more digits.
 */
public final class Micros {

    public static final long INFINITY = Long.MAX_VALUE;
    public static final long MINUS_INFINITY = Long.MIN_VALUE;
    private static final long EPOCH_SECOND = 946_684_800L;
    private static final long PER_SECOND = 1_000_000L;
    private static final int NANOS = 1_000;
    private static final LocalDateTime FIRST = LocalDateTime.of(-4713, 11, 24, 0, 0);
    private static final LocalDateTime END = LocalDateTime.of(294_277, 1, 1, 0, 0);
    private static final long FIRST_SECOND = FIRST.toEpochSecond(ZoneOffset.UTC);
    private static final long END_SECOND = END.toEpochSecond(ZoneOffset.UTC);

    private Micros() {
    }

    /** The instant; Instant.MAX and Instant.MIN for the infinities. */
    public static Instant instant(long micros) {
        if (micros == INFINITY) {
            return Instant.MAX;
        }
        if (micros == MINUS_INFINITY) {
            return Instant.MIN;
        }
        long second = Math.floorDiv(micros, PER_SECOND);
        return Instant.ofEpochSecond(second + EPOCH_SECOND, (micros - second * PER_SECOND) * NANOS);
    }

    /** The local date and time; LocalDateTime.MAX and LocalDateTime.MIN for the infinities. */
    public static LocalDateTime local(long micros) {
        if (micros == INFINITY) {
            return LocalDateTime.MAX;
        }
        if (micros == MINUS_INFINITY) {
            return LocalDateTime.MIN;
        }
        long second = Math.floorDiv(micros, PER_SECOND);
        return LocalDateTime.ofEpochSecond(second + EPOCH_SECOND, (int) (micros - second * PER_SECOND) * NANOS,
                ZoneOffset.UTC);
    }

    public static long of(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return INFINITY;
        }
        return instant.equals(Instant.MIN) ? MINUS_INFINITY : of(instant.getEpochSecond(), instant.getNano());
    }

    public static long of(LocalDateTime local) {
        if (local.equals(LocalDateTime.MAX)) {
            return INFINITY;
        }
        return local.equals(LocalDateTime.MIN) ? MINUS_INFINITY
                : of(local.toEpochSecond(ZoneOffset.UTC), local.getNano());
    }

    private static long of(long epochSecond, int nano) {
        if (epochSecond < FIRST_SECOND || epochSecond >= END_SECOND) {
            throw new DataException("a date and time is outside the range of timestamp (4714-11-24 BC to 294276-12-31)");
        }
        return (epochSecond - EPOCH_SECOND) * PER_SECOND + (nano + NANOS / 2) / NANOS;
    }
}
