package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Settings.IntervalStyle;
import io.quarkiverse.psycopg.types.PgInterval;

/**
 * Intervals as the server writes them under each IntervalStyle. Source: PostgreSQL documentation, 8.5.5.
 */
final class IntervalText {

    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_HOUR = 3_600L;
    private static final long SECONDS_PER_MINUTE = 60L;
    private static final int FRACTION_DIGITS = 6;

    private final StringBuilder out = new StringBuilder();
    private final long years;
    private final long months;
    private final long days;
    private final long hours;
    private final long minutes;
    private final long seconds;
    private final long fraction;

    private IntervalText(PgInterval value) {
        years = value.months() / MONTHS_PER_YEAR;
        months = value.months() % MONTHS_PER_YEAR;
        days = value.days();
        hours = value.micros() / MICROS_PER_SECOND / SECONDS_PER_HOUR;
        minutes = value.micros() / MICROS_PER_SECOND / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE;
        seconds = value.micros() / MICROS_PER_SECOND % SECONDS_PER_MINUTE;
        fraction = value.micros() % MICROS_PER_SECOND;
    }

    static String of(PgInterval value, IntervalStyle style) {
        if (value.isInfinite()) {
            return value.toString();
        }
        IntervalText text = new IntervalText(value);
        return switch (style) {
            case POSTGRES -> text.postgres();
            case POSTGRES_VERBOSE -> text.verbose();
            case SQL_STANDARD -> text.standard();
            case ISO_8601 -> value.toString();
        };
    }

    private boolean hasTime() {
        return hours != 0 || minutes != 0 || seconds != 0 || fraction != 0;
    }

    private boolean isTimeNegative() {
        return hours < 0 || minutes < 0 || seconds < 0 || fraction < 0;
    }

    /** A positive part gets a sign where the part before it was negative. */
    private String postgres() {
        boolean negative = part(years, "year", false);
        negative = part(months, "mon", negative);
        negative = part(days, "day", negative);
        if (out.length() == 0 || hasTime()) {
            out.append(out.length() == 0 ? "" : " ").append(isTimeNegative() ? "-" : negative ? "+" : "");
            clock(true);
        }
        return out.toString();
    }

    private boolean part(long value, String unit, boolean afterNegative) {
        if (value == 0) {
            return afterNegative;
        }
        out.append(out.length() == 0 ? "" : " ").append(afterNegative && value > 0 ? "+" : "").append(value).append(' ')
                .append(unit).append(value == 1 ? "" : "s");
        return value < 0;
    }

    /** The first part decides whether all are told as being ago. */
    private String verbose() {
        long[] values = { years, months, days, hours, minutes };
        String[] units = { "year", "mon", "day", "hour", "min" };
        boolean ago = false;
        out.append('@');
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0) {
                continue;
            }
            ago = out.length() == 1 ? values[i] < 0 : ago;
            long value = ago ? -values[i] : values[i];
            out.append(' ').append(value).append(' ').append(units[i]).append(value == 1 ? "" : "s");
        }
        if (seconds != 0 || fraction != 0) {
            boolean negative = seconds < 0 || fraction < 0;
            ago = out.length() == 1 ? negative : ago;
            out.append(negative == ago ? " " : " -");
            appendSeconds(false);
            out.append(" sec").append(Math.abs(seconds) != 1 || fraction != 0 ? "s" : "");
        }
        return out.append(out.length() == 1 ? " 0" : "").append(ago ? " ago" : "").toString();
    }

    private String standard() {
        boolean negative = years < 0 || months < 0 || days < 0 || isTimeNegative();
        boolean positive = years > 0 || months > 0 || days > 0 || hasTime() && !isTimeNegative();
        boolean yearMonth = years != 0 || months != 0;
        if (!negative && !positive) {
            return "0";
        }
        if (negative && positive || yearMonth && (days != 0 || hasTime())) {
            out.append(years < 0 || months < 0 ? '-' : '+').append(Math.abs(years)).append('-').append(Math.abs(months));
            out.append(days < 0 ? " -" : " +").append(Math.abs(days)).append(isTimeNegative() ? " -" : " +");
            clock(false);
            return out.toString();
        }
        out.append(negative ? "-" : "");
        if (yearMonth) {
            return out.append(Math.abs(years)).append('-').append(Math.abs(months)).toString();
        }
        if (days != 0) {
            out.append(Math.abs(days)).append(' ');
        }
        clock(false);
        return out.toString();
    }

    private void clock(boolean padHours) {
        if (padHours && Math.abs(hours) < 10) {
            out.append('0');
        }
        out.append(Math.abs(hours)).append(Math.abs(minutes) < 10 ? ":0" : ":").append(Math.abs(minutes)).append(':');
        appendSeconds(true);
    }

    private void appendSeconds(boolean pad) {
        out.append(pad && Math.abs(seconds) < 10 ? "0" : "").append(Math.abs(seconds));
        if (fraction != 0) {
            String digits = Long.toString(MICROS_PER_SECOND + Math.abs(fraction)).substring(1);
            int end = FRACTION_DIGITS;
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
    }
}
