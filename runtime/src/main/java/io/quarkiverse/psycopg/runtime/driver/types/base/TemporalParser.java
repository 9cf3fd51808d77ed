package io.quarkiverse.psycopg.runtime.driver.types.base;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.runtime.driver.types.Codec;
import io.quarkiverse.psycopg.runtime.driver.types.Settings;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.PgTimeTz;

/**
 * Reads the dates and times that the server writes, under each DateStyle. One use per text.
 * Source: PostgreSQL documentation, 8.5.2.
 */
final class TemporalParser {

    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
            "Nov", "Dec");
    private static final int MONTH_LETTERS = 3;
    private static final int MAX_DIGITS = 9;
    private static final int FRACTION_DIGITS = 6;
    private static final String BEFORE_CHRIST = " BC";

    private final Codec<?> codec;
    private final Settings settings;
    private final String text;
    private final boolean beforeChrist;
    private final int end;
    private int at;
    private int offsetSeconds;
    private String zoneName;

    TemporalParser(Codec<?> codec, String text, Settings settings) {
        this.codec = codec;
        this.settings = settings;
        this.text = text;
        beforeChrist = text.endsWith(BEFORE_CHRIST);
        end = beforeChrist ? text.length() - BEFORE_CHRIST.length() : text.length();
    }

    LocalDate date() {
        LocalDate date = numericDate();
        requireEnd();
        return date;
    }

    LocalDateTime timestamp() {
        LocalDateTime value = stamp();
        requireEnd();
        return value;
    }

    Instant instant() {
        LocalDateTime local = stamp();
        if (at < end && text.charAt(at) == ' ') {
            at++;
        }
        zone();
        requireEnd();
        return zoneName == null ? local.toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds)) : named(local).toInstant();
    }

    PgTime time() {
        PgTime time = timeOfDay();
        requireEnd();
        return time;
    }

    PgTimeTz timetz() {
        PgTime time = timeOfDay();
        zone();
        requireEnd();
        if (zoneName != null || Math.abs(offsetSeconds) > PgTimeTz.MAX_OFFSET_SECONDS) {
            throw malformed();
        }
        return new PgTimeTz(time, offsetSeconds);
    }

    private LocalDateTime stamp() {
        if (at < end && Character.isLetter(text.charAt(at))) {
            return verboseStamp();
        }
        LocalDate date = numericDate();
        expect(' ');
        return atTime(date, timeOfDay());
    }

    /** {@code Wed Dec 17 07:37:16 1997}, or with the day before the month. */
    private LocalDateTime verboseStamp() {
        at += MONTH_LETTERS;
        expect(' ');
        boolean dayFirst = at < end && Character.isDigit(text.charAt(at));
        int day = dayFirst ? number() : 0;
        if (dayFirst) {
            expect(' ');
        }
        int month = month();
        expect(' ');
        if (!dayFirst) {
            day = number();
            expect(' ');
        }
        PgTime time = timeOfDay();
        expect(' ');
        return atTime(dateOf(number(), month, day), time);
    }

    private int month() {
        if (at + MONTH_LETTERS > end) {
            throw malformed();
        }
        int month = MONTHS.indexOf(text.substring(at, at + MONTH_LETTERS));
        at += MONTH_LETTERS;
        return month + 1;
    }

    private LocalDate numericDate() {
        int first = number();
        char separator = at < end ? text.charAt(at) : 0;
        boolean iso = settings.dateStyle() == Settings.DateStyle.ISO;
        boolean dayFirst = separator == '.' || settings.dayFirst();
        if (separator != '-' && separator != '/' && separator != '.') {
            throw malformed();
        }
        expect(separator);
        int second = number();
        expect(separator);
        int third = number();
        if (iso) {
            return dateOf(first, second, third);
        }
        return dayFirst ? dateOf(third, second, first) : dateOf(third, first, second);
    }

    private LocalDate dateOf(int year, int month, int day) {
        try {
            return LocalDate.of(beforeChrist ? 1 - year : year, month, day);
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    /** A literal may say 24:00 of a day; the server itself never writes that in a timestamp. */
    private static LocalDateTime atTime(LocalDate date, PgTime time) {
        return time.equals(PgTime.END_OF_DAY) ? date.plusDays(1).atStartOfDay() : date.atTime(time.toLocalTime());
    }

    private PgTime timeOfDay() {
        long hours = number();
        expect(':');
        long minutes = number();
        long seconds = 0;
        if (at < end && text.charAt(at) == ':') {
            at++;
            seconds = number();
        }
        long micros = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000L + fraction();
        if (minutes > 59 || seconds > 60 || micros > PgTime.MICROS_PER_DAY) {
            throw malformed();
        }
        return new PgTime(micros);
    }

    private long fraction() {
        if (at >= end || text.charAt(at) != '.') {
            return 0;
        }
        int start = ++at;
        int value = number();
        int digits = at - start;
        if (digits > FRACTION_DIGITS) {
            throw malformed();
        }
        for (int i = digits; i < FRACTION_DIGITS; i++) {
            value *= 10;
        }
        return value;
    }

    private void zone() {
        if (at >= end) {
            throw malformed();
        }
        char sign = text.charAt(at);
        if (sign != '+' && sign != '-') {
            zoneName = text.substring(at, end);
            at = end;
            return;
        }
        at++;
        int seconds = number() * 3_600;
        for (int unit = 60; unit >= 1 && at < end && text.charAt(at) == ':'; unit /= 60) {
            at++;
            seconds += number() * unit;
        }
        if (seconds < 0 || seconds > 18 * 3_600) {
            throw malformed();
        }
        offsetSeconds = sign == '-' ? -seconds : seconds;
    }

    /** An abbreviation belongs to the session's zone; where a local time occurs twice it says which one is meant. */
    private ZonedDateTime named(LocalDateTime local) {
        ZoneId zone = settings.zone();
        DateTimeFormatter name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
        for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
            ZonedDateTime candidate = ZonedDateTime.ofLocal(local, zone, offset);
            if (candidate.format(name).equals(zoneName) || zoneName.equals("UTC") && offset.equals(ZoneOffset.UTC)) {
                return candidate;
            }
        }
        throw new DataException(
                "malformed " + codec.typeName() + ": a time zone abbreviation that is not of the session's zone");
    }

    private int number() {
        int start = at;
        int value = 0;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - start < MAX_DIGITS) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        if (at == start) {
            throw malformed();
        }
        return value;
    }

    private void expect(char c) {
        if (at >= end || text.charAt(at) != c) {
            throw malformed();
        }
        at++;
    }

    private void requireEnd() {
        if (at != end) {
            throw malformed();
        }
    }

    private DataException malformed() {
        return new DataException("malformed " + codec.typeName() + ": not in the form of DateStyle " + settings.dateStyle());
    }
}
