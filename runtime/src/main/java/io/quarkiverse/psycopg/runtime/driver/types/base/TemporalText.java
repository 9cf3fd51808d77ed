package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.types.PgTime;

/**
 * Dates and timestamps as the server writes them under each DateStyle. Source: PostgreSQL documentation, 8.5.2.
 */
final class TemporalText {

    static final String INFINITY = "infinity";
    static final String MINUS_INFINITY = "-infinity";
    private static final String BEFORE_CHRIST = " BC";
    private static final int YEAR_DIGITS = 4;
    private static final DateTimeFormatter ZONE_NAME = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private TemporalText() {
    }

    static String date(LocalDate date, Settings settings) {
        StringBuilder out = new StringBuilder(13);
        switch (settings.dateStyle()) {
            case POSTGRES -> dayAndMonth(out, date, settings.dayFirst(), '-').append('-').append(year(date));
            case ISO, SQL, GERMAN -> numericDate(out, date, settings);
        }
        return out.append(era(date)).toString();
    }

    static String timestamp(LocalDateTime value, Settings settings) {
        return stamp(value, "", settings);
    }

    static String timestamptz(ZonedDateTime value, Settings settings) {
        String zone = switch (settings.dateStyle()) {
            case ISO -> offset(value.getOffset().getTotalSeconds());
            case SQL, POSTGRES, GERMAN -> " " + abbreviation(value);
        };
        return stamp(value.toLocalDateTime(), zone, settings);
    }

    private static String stamp(LocalDateTime value, String zone, Settings settings) {
        StringBuilder out = new StringBuilder(40);
        LocalDate date = value.toLocalDate();
        if (settings.dateStyle() == Settings.DateStyle.POSTGRES) {
            out.append(value.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)).append(' ');
            String month = value.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            out.append(settings.dayFirst() ? two(date.getDayOfMonth()) + " " + month
                    : month + " " + two(date.getDayOfMonth()));
            out.append(' ').append(time(value.toLocalTime())).append(' ').append(year(date));
        } else {
            numericDate(out, date, settings).append(' ').append(time(value.toLocalTime()));
        }
        return out.append(zone).append(era(date)).toString();
    }

    private static StringBuilder numericDate(StringBuilder out, LocalDate date, Settings settings) {
        return switch (settings.dateStyle()) {
            case ISO -> out.append(year(date)).append('-').append(two(date.getMonthValue())).append('-')
                    .append(two(date.getDayOfMonth()));
            case GERMAN -> dayAndMonth(out, date, true, '.').append('.').append(year(date));
            case SQL, POSTGRES -> dayAndMonth(out, date, settings.dayFirst(), '/').append('/').append(year(date));
        };
    }

    private static StringBuilder dayAndMonth(StringBuilder out, LocalDate date, boolean dayFirst, char separator) {
        String day = two(date.getDayOfMonth());
        String month = two(date.getMonthValue());
        return out.append(dayFirst ? day : month).append(separator).append(dayFirst ? month : day);
    }

    private static String time(LocalTime time) {
        return PgTime.of(time).toString();
    }

    /** {@code +HH[:MM[:SS]]}. */
    static String offset(int seconds) {
        int size = Math.abs(seconds);
        String out = (seconds < 0 ? "-" : "+") + two(size / 3_600);
        if (size % 3_600 != 0) {
            out += ":" + two(size / 60 % 60);
        }
        return size % 60 != 0 ? out + ":" + two(size % 60) : out;
    }

    private static String abbreviation(ZonedDateTime value) {
        String name = value.format(ZONE_NAME);
        return name.equals("Z") ? "UTC" : name;
    }

    private static String year(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        String digits = Integer.toString(year);
        return "0".repeat(Math.max(0, YEAR_DIGITS - digits.length())) + digits;
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : BEFORE_CHRIST;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
