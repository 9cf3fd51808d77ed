package io.quarkiverse.psycopg.runtime.driver.types.base;

import io.quarkiverse.psycopg.runtime.driver.types.Codec;

/**
 * Dates, times and intervals. Source: PostgreSQL documentation, 8.5.
 */
public final class DateTimeTypes {

    private DateTimeTypes() {
    }

    /**
     * The codec of one of them.
     *
     * @param catalogName the type's name in {@code pg_type}
     * @param name the name that is shown
     */
    public static Codec<?> codec(int oid, String catalogName, String name) {
        return switch (catalogName) {
            case "date" -> new DateCodec();
            case "time" -> new TimeCodec();
            case "timetz" -> new TimetzCodec();
            case "timestamp" -> new TimestampCodec();
            case "timestamptz" -> new TimestamptzCodec();
            case "interval" -> new IntervalCodec();
            default -> throw new IllegalArgumentException(catalogName + " is none of these types");
        };
    }
}
