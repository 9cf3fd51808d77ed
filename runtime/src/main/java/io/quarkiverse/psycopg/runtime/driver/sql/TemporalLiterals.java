package io.quarkiverse.psycopg.runtime.driver.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/**
 * java.time as literals with their type. {@code MAX} and {@code MIN} are PostgreSQL's infinities; years before 1 are written
 * with BC; nanoseconds are written out, the server rounds them. Source: PostgreSQL documentation 8.5, Date/Time Types.
 */
final class TemporalLiterals {

    private static final String INFINITY = "infinity";
    private static final String MINUS_INFINITY = "-infinity";
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;

    private TemporalLiterals() {
    }

    static void addTo(LiteralTable table) {
        table.add(LocalDate.class, (v, out) -> out.typed(
                v.equals(LocalDate.MAX) ? INFINITY : v.equals(LocalDate.MIN) ? MINUS_INFINITY : date(v) + era(v), "date"));
        table.add(LocalTime.class, (v, out) -> out.typed(time(v), "time"));
        table.add(OffsetTime.class,
                (v, out) -> out.typed(time(v.toLocalTime()) + offset(v.getOffset()), "timetz"));
        table.add(LocalDateTime.class, (v, out) -> out.typed(v.equals(LocalDateTime.MAX) ? INFINITY
                : v.equals(LocalDateTime.MIN) ? MINUS_INFINITY : stamp(v, ""), "timestamp"));
        table.add(OffsetDateTime.class, TemporalLiterals::offsetDateTime);
        table.add(ZonedDateTime.class, (v, out) -> offsetDateTime(v.toOffsetDateTime(), out));
        table.add(Instant.class, TemporalLiterals::instant);
        table.add(Date.class, (v, out) -> instant(v.toInstant(), out));
        table.add(Duration.class, (v, out) -> out.typed(duration(v), "interval"));
        table.add(Period.class, (v, out) -> out.typed(
                v.getYears() + " years " + v.getMonths() + " months " + v.getDays() + " days", "interval"));
    }

    private static void instant(Instant value, LiteralWriter out) {
        if (value.equals(Instant.MAX) || value.equals(Instant.MIN)) {
            out.typed(value.equals(Instant.MAX) ? INFINITY : MINUS_INFINITY, "timestamptz");
        } else {
            offsetDateTime(value.atOffset(ZoneOffset.UTC), out);
        }
    }

    private static void offsetDateTime(OffsetDateTime value, LiteralWriter out) {
        String text = value.equals(OffsetDateTime.MAX) ? INFINITY
                : value.equals(OffsetDateTime.MIN) ? MINUS_INFINITY
                        : stamp(value.toLocalDateTime(), offset(value.getOffset()));
        out.typed(text, "timestamptz");
    }

    private static String stamp(LocalDateTime value, String offset) {
        return date(value.toLocalDate()) + "T" + time(value.toLocalTime()) + offset + era(value.toLocalDate());
    }

    private static String date(LocalDate value) {
        int year = value.getYear() > 0 ? value.getYear() : 1 - value.getYear();
        return pad(year, 4) + "-" + pad(value.getMonthValue(), 2) + "-" + pad(value.getDayOfMonth(), 2);
    }

    private static String era(LocalDate value) {
        return value.getYear() > 0 ? "" : " BC";
    }

    private static String time(LocalTime value) {
        return pad(value.getHour(), 2) + ":" + pad(value.getMinute(), 2) + ":" + pad(value.getSecond(), 2)
                + fraction(value.getNano());
    }

    /** Nothing, six digits, or nine where six do not do. */
    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        String digits = pad(nanos, NANO_DIGITS);
        return "." + (nanos % 1_000 == 0 ? digits.substring(0, MICRO_DIGITS) : digits);
    }

    private static String offset(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
    }

    /** Hours without a limit of 24, since a Duration has no days: {@code -100:00:00.000001}. */
    private static String duration(Duration value) {
        Duration size = value.abs();
        return (value.isNegative() ? "-" : "") + pad(size.toHours(), 2) + ":" + pad(size.toMinutesPart(), 2) + ":"
                + pad(size.toSecondsPart(), 2) + fraction(size.toNanosPart());
    }

    private static String pad(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
