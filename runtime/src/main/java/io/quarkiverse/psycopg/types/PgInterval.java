package io.quarkiverse.psycopg.types;

import java.time.Duration;
import java.time.Period;

/**
 * An interval: months, days and microseconds, each with its own sign, as PostgreSQL keeps them. A day is not 24 hours and a
 * month not 30 days, which is why neither Period nor Duration holds one.
 * <p>
 * Two intervals are equal when all three parts are; the server's own {@code =} takes 1 day for 24 hours. {@link #toString()} is
 * the ISO 8601 form, which the server reads under every IntervalStyle. Source: PostgreSQL documentation, 8.5.4.
 *
 * @param months months, years included
 * @param days days, weeks included
 * @param micros microseconds, hours, minutes and seconds included
 */
public record PgInterval(int months, int days, long micros) {

    /** No time at all. */
    public static final PgInterval ZERO = new PgInterval(0, 0, 0);
    /** Longer than any other, PostgreSQL 17 and later. */
    public static final PgInterval INFINITY = new PgInterval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    /** Shorter than any other, PostgreSQL 17 and later. */
    public static final PgInterval MINUS_INFINITY = new PgInterval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_HOUR = 3_600L;
    private static final long SECONDS_PER_MINUTE = 60L;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int FRACTION_DIGITS = 6;

    /** Years, months and days. */
    public static PgInterval of(Period period) {
        return new PgInterval(Math.toIntExact(period.toTotalMonths()), period.getDays(), 0);
    }

    /** Hours, minutes, seconds; nanoseconds are rounded to the nearest microsecond. */
    public static PgInterval of(Duration duration) {
        long micros = Math.multiplyExact(duration.getSeconds(), MICROS_PER_SECOND);
        return new PgInterval(0, 0, Math.addExact(micros, (duration.getNano() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO));
    }

    /** Whether this is one of the two infinite intervals. */
    public boolean isInfinite() {
        return equals(INFINITY) || equals(MINUS_INFINITY);
    }

    /**
     * The time as a Duration.
     *
     * @throws ArithmeticException if there are months or days, whose length depends on the calendar
     */
    public Duration toDuration() {
        if (months != 0 || days != 0) {
            throw new ArithmeticException("an interval with months or days has no fixed duration");
        }
        long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
        return Duration.ofSeconds(seconds, (micros - seconds * MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /**
     * Years, months and days as a Period.
     *
     * @throws ArithmeticException if there are hours, minutes or seconds, or if the interval is infinite
     */
    public Period toPeriod() {
        if (micros != 0) {
            throw new ArithmeticException("an interval with hours, minutes or seconds is no period of days");
        }
        return Period.of(months / MONTHS_PER_YEAR, months % MONTHS_PER_YEAR, days);
    }

    @Override
    public String toString() {
        if (isInfinite()) {
            return months > 0 ? "infinity" : "-infinity";
        }
        StringBuilder out = new StringBuilder("P");
        part(out, months / MONTHS_PER_YEAR, 'Y');
        part(out, months % MONTHS_PER_YEAR, 'M');
        part(out, days, 'D');
        if (micros != 0) {
            time(out.append('T'));
        }
        return out.length() == 1 ? "PT0S" : out.toString();
    }

    private void time(StringBuilder out) {
        long seconds = micros / MICROS_PER_SECOND;
        long fraction = Math.abs(micros % MICROS_PER_SECOND);
        part(out, seconds / SECONDS_PER_HOUR, 'H');
        part(out, seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE, 'M');
        if (seconds % SECONDS_PER_MINUTE == 0 && fraction == 0) {
            return;
        }
        out.append(micros < 0 ? "-" : "").append(Math.abs(seconds % SECONDS_PER_MINUTE));
        if (fraction != 0) {
            String digits = Long.toString(MICROS_PER_SECOND + fraction).substring(1);
            int end = FRACTION_DIGITS;
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
        out.append('S');
    }

    private static void part(StringBuilder out, long number, char unit) {
        if (number != 0) {
            out.append(number).append(unit);
        }
    }
}
