package io.quarkiverse.psycopg.types;

import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A time of day at an offset from UTC, 24:00:00 included, which OffsetTime cannot hold.
 * Source: PostgreSQL documentation, 8.5.
 *
 * @param time the time of day
 * @param offsetSeconds seconds east of UTC, at most 15:59:59 either way
 */
public record PgTimeTz(PgTime time, int offsetSeconds) {

    /** The largest offset, 15:59:59. */
    public static final int MAX_OFFSET_SECONDS = 16 * 3_600 - 1;

    public PgTimeTz {
        Objects.requireNonNull(time, "time");
        if (Math.abs((long) offsetSeconds) > MAX_OFFSET_SECONDS) {
            throw new IllegalArgumentException("an offset has at most 15:59:59");
        }
    }

    /** The same time at the same offset, nanoseconds rounded to the nearest microsecond. */
    public static PgTimeTz of(OffsetTime time) {
        return new PgTimeTz(PgTime.of(time.toLocalTime()), time.getOffset().getTotalSeconds());
    }

    /**
     * The time as OffsetTime.
     *
     * @throws ArithmeticException for 24:00:00
     */
    public OffsetTime toOffsetTime() {
        return OffsetTime.of(time.toLocalTime(), ZoneOffset.ofTotalSeconds(offsetSeconds));
    }

    /** {@code HH:MM:SS[.ffffff]+HH[:MM[:SS]]}, as the server writes it. */
    @Override
    public String toString() {
        int size = Math.abs(offsetSeconds);
        StringBuilder out = new StringBuilder(time.toString()).append(offsetSeconds < 0 ? '-' : '+');
        pad(out, size / 3_600);
        if (size % 3_600 != 0) {
            pad(out.append(':'), size / 60 % 60);
        }
        if (size % 60 != 0) {
            pad(out.append(':'), size % 60);
        }
        return out.toString();
    }

    private static void pad(StringBuilder out, int number) {
        out.append(number < 10 ? "0" : "").append(number);
    }
}
