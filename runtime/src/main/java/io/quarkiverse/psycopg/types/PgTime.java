package io.quarkiverse.psycopg.types;

import java.time.LocalTime;

/**
 * A time of day in microseconds, 24:00:00 included, which LocalTime cannot hold.
 * <p>
 * {@code Row.get(i)} gives a LocalTime, and this class for 24:00:00 alone; {@code Row.get(i, PgTime.class)} always gives this
 * class. Source: PostgreSQL documentation, 8.5.
 *
 * @param micros microseconds since midnight, 0 to 86,400,000,000
 */
public record PgTime(long micros) implements Comparable<PgTime> {

    /** Microseconds of a day. */
    public static final long MICROS_PER_DAY = 86_400_000_000L;
    /** 24:00:00, which sorts behind all other times. */
    public static final PgTime END_OF_DAY = new PgTime(MICROS_PER_DAY);

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int NANOS_PER_MICRO = 1_000;

    public PgTime {
        if (micros < 0 || micros > MICROS_PER_DAY) {
            throw new IllegalArgumentException("a time of day has 0 to 86,400,000,000 microseconds");
        }
    }

    /** The time of day, nanoseconds rounded to the nearest microsecond as the server does. */
    public static PgTime of(LocalTime time) {
        return new PgTime((time.toNanoOfDay() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO);
    }

    /**
     * The time as LocalTime.
     *
     * @throws ArithmeticException for 24:00:00
     */
    public LocalTime toLocalTime() {
        if (micros == MICROS_PER_DAY) {
            throw new ArithmeticException("24:00:00 is outside the range of LocalTime");
        }
        return LocalTime.ofNanoOfDay(micros * NANOS_PER_MICRO);
    }

    @Override
    public int compareTo(PgTime other) {
        return Long.compare(micros, other.micros);
    }

    /** {@code HH:MM:SS}, with a fraction of up to six digits where there is one. */
    @Override
    public String toString() {
        long seconds = micros / MICROS_PER_SECOND;
        long fraction = micros % MICROS_PER_SECOND;
        StringBuilder out = new StringBuilder(15);
        pad(out, seconds / SECONDS_PER_HOUR).append(':');
        pad(out, seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE).append(':');
        pad(out, seconds % SECONDS_PER_MINUTE);
        if (fraction != 0) {
            String digits = Long.toString(MICROS_PER_SECOND + fraction);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 1, end);
        }
        return out.toString();
    }

    private static StringBuilder pad(StringBuilder out, long number) {
        return out.append(number < 10 ? "0" : "").append(number);
    }
}
