package io.quarkiverse.psycopg.runtime.driver.types;

import java.time.ZoneId;
import java.util.Locale;

/**
 * The session settings that the text form of values depends on. Immutable; a session replaces it when ParameterStatus reports a
 * change. Source: PostgreSQL documentation, 19.11 (Client Connection Defaults) and 8.5.
 *
 * @param dateStyle how dates and timestamps are written
 * @param dayFirst whether the day stands before the month where a style leaves that open (DMY)
 * @param intervalStyle how intervals are written
 * @param sessionZone the session's time zone
 * @param utf8 whether text arrives in UTF-8
 * @param clientEncoding the encoding's PostgreSQL name
 */
public record Settings(DateStyle dateStyle, boolean dayFirst, IntervalStyle intervalStyle, SessionZone sessionZone,
        boolean utf8,
        String clientEncoding) {

    /** What a session of this driver starts with. */
    public static final Settings DEFAULT = new Settings(DateStyle.ISO, false, IntervalStyle.POSTGRES, SessionZone.UTC, true,
            "UTF8");

    /** Output styles of dates and timestamps. */
    public enum DateStyle {
        ISO,
        SQL,
        POSTGRES,
        GERMAN
    }

    /** Output styles of intervals. */
    public enum IntervalStyle {
        POSTGRES,
        POSTGRES_VERBOSE,
        SQL_STANDARD,
        ISO_8601
    }

    /** The session's time zone; UTC where the JDK does not know the server's name for it. */
    public ZoneId zone() {
        return sessionZone.id();
    }

    /** These settings after the server has reported a parameter; the same object where the parameter is of no concern. */
    public Settings with(String parameter, String value) {
        return switch (parameter) {
            case "DateStyle" -> withDateStyle(value);
            case "IntervalStyle" -> new Settings(dateStyle, dayFirst,
                    intervalStyleOf(value), sessionZone, utf8, clientEncoding);
            case "TimeZone" -> new Settings(dateStyle, dayFirst, intervalStyle, SessionZone.named(value), utf8, clientEncoding);
            case "client_encoding" -> new Settings(dateStyle, dayFirst, intervalStyle, sessionZone,
                    value.equals("UTF8") || value.equals("SQL_ASCII"), value);
            default -> this;
        };
    }

    /** These settings with another time zone. */
    public Settings in(ZoneId other) {
        return new Settings(dateStyle, dayFirst, intervalStyle, SessionZone.of(other), utf8, clientEncoding);
    }

    private Settings withDateStyle(String value) {
        String[] parts = value.split(",");
        DateStyle style = switch (parts[0].trim().toUpperCase(Locale.ROOT)) {
            case "SQL" -> DateStyle.SQL;
            case "POSTGRES" -> DateStyle.POSTGRES;
            case "GERMAN" -> DateStyle.GERMAN;
            default -> DateStyle.ISO;
        };
        boolean day = parts.length > 1 && parts[1].trim().equals("DMY");
        return new Settings(style, day, intervalStyle, sessionZone, utf8, clientEncoding);
    }

    private static IntervalStyle intervalStyleOf(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "postgres_verbose" -> IntervalStyle.POSTGRES_VERBOSE;
            case "sql_standard" -> IntervalStyle.SQL_STANDARD;
            case "iso_8601" -> IntervalStyle.ISO_8601;
            default -> IntervalStyle.POSTGRES;
        };
    }
}
