package io.quarkiverse.psycopg;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One row of a result. Values are decoded when they are read; a row keeps nothing but its bytes and the result's shared
 * metadata, and may be kept and read from any thread.
 * <p>
 * Columns are numbered from 0. An index outside the row is an {@link IndexOutOfBoundsException}; a name that no column has is a
 * {@link io.quarkiverse.psycopg.error.ProgrammingException} that lists the names there are; where several columns share a name,
 * the first one is meant. Getters of reference type give null for SQL NULL; primitive getters fail with a
 * {@link io.quarkiverse.psycopg.error.DataException} that names the column. A value outside the asked type's range is a
 * {@code DataException}, never rounded or wrapped.
 */
public interface Row {

    /** Number of columns. */
    int size();

    /** The columns' descriptions, shared by all rows of the result. */
    List<Column> columns();

    /** Number of the first column of that name. */
    int columnIndex(String name);

    /** Whether the column holds SQL NULL. */
    boolean isNull(int column);

    /** A {@code bool}. */
    boolean getBoolean(int column);

    /** A number without decimals that fits a short. */
    short getShort(int column);

    /** A number without decimals that fits an int. */
    int getInt(int column);

    /** A number without decimals that fits a long; an {@code oid} too. */
    long getLong(int column);

    /** A number; of a {@code numeric} with decimals the nearest float, a {@code float8} only if it is one. */
    float getFloat(int column);

    /** A number; of a {@code numeric} with decimals the nearest double. */
    double getDouble(int column);

    /** The column's text: as it is for text types, the server's text form for all others. */
    String getString(int column);

    /** A number, with its scale; NaN and the infinities of a {@code numeric} are a {@code DataException}. */
    BigDecimal getBigDecimal(int column);

    /** The bytes of a bytea column; for any other type the value's bytes as the server sent them. A copy. */
    byte[] getBytes(int column);

    /** A {@code uuid}. */
    UUID getUuid(int column);

    /** A {@code date}; {@code MAX} and {@code MIN} are the infinities. */
    LocalDate getLocalDate(int column);

    /** A {@code time}. */
    LocalTime getLocalTime(int column);

    /** A {@code timestamp}; {@code MAX} and {@code MIN} are the infinities. */
    LocalDateTime getLocalDateTime(int column);

    /** A {@code timestamptz}; {@code MAX} and {@code MIN} are the infinities. */
    Instant getInstant(int column);

    /** A {@code timestamptz} in the session's time zone; {@code MAX} and {@code MIN} are the infinities. */
    OffsetDateTime getOffsetDateTime(int column);

    /** The value as the Java type that its SQL type maps to by default. */
    Object get(int column);

    /** The value as the asked Java type; a type that this column cannot give is a {@code DataException} naming both. */
    <T> T get(int column, Class<T> type);

    /**
     * The column's text, which is JSON, as a value of the type: a class of the application, a tree of the JSON library, or a
     * generic type, as in {@code row.getJson(0, new TypeLiteral<List<Order>>() {}.getType())}. Null for SQL NULL and for the
     * JSON null.
     *
     * @throws io.quarkiverse.psycopg.error.DataException naming the column, where the mapper cannot read it
     * @throws io.quarkiverse.psycopg.error.NotSupportedException where there is no
     *         {@link io.quarkiverse.psycopg.types.JsonMapper}
     */
    <T> T getJson(int column, Type type);

    /** Column names to values by {@link #get(int)}, in column order; of equal names the last one stays. */
    Map<String, Object> toMap();

    /** As {@link #isNull(int)}, by the column's name. */
    default boolean isNull(String name) {
        return isNull(columnIndex(name));
    }

    /** As {@link #getBoolean(int)}, by the column's name. */
    default boolean getBoolean(String name) {
        return getBoolean(columnIndex(name));
    }

    /** As {@link #getShort(int)}, by the column's name. */
    default short getShort(String name) {
        return getShort(columnIndex(name));
    }

    /** As {@link #getInt(int)}, by the column's name. */
    default int getInt(String name) {
        return getInt(columnIndex(name));
    }

    /** As {@link #getLong(int)}, by the column's name. */
    default long getLong(String name) {
        return getLong(columnIndex(name));
    }

    /** As {@link #getFloat(int)}, by the column's name. */
    default float getFloat(String name) {
        return getFloat(columnIndex(name));
    }

    /** As {@link #getDouble(int)}, by the column's name. */
    default double getDouble(String name) {
        return getDouble(columnIndex(name));
    }

    /** As {@link #getString(int)}, by the column's name. */
    default String getString(String name) {
        return getString(columnIndex(name));
    }

    /** As {@link #getBigDecimal(int)}, by the column's name. */
    default BigDecimal getBigDecimal(String name) {
        return getBigDecimal(columnIndex(name));
    }

    /** As {@link #getBytes(int)}, by the column's name. */
    default byte[] getBytes(String name) {
        return getBytes(columnIndex(name));
    }

    /** As {@link #getUuid(int)}, by the column's name. */
    default UUID getUuid(String name) {
        return getUuid(columnIndex(name));
    }

    /** As {@link #getLocalDate(int)}, by the column's name. */
    default LocalDate getLocalDate(String name) {
        return getLocalDate(columnIndex(name));
    }

    /** As {@link #getLocalTime(int)}, by the column's name. */
    default LocalTime getLocalTime(String name) {
        return getLocalTime(columnIndex(name));
    }

    /** As {@link #getLocalDateTime(int)}, by the column's name. */
    default LocalDateTime getLocalDateTime(String name) {
        return getLocalDateTime(columnIndex(name));
    }

    /** As {@link #getInstant(int)}, by the column's name. */
    default Instant getInstant(String name) {
        return getInstant(columnIndex(name));
    }

    /** As {@link #getOffsetDateTime(int)}, by the column's name. */
    default OffsetDateTime getOffsetDateTime(String name) {
        return getOffsetDateTime(columnIndex(name));
    }

    /** As {@link #get(int)}, by the column's name. */
    default Object get(String name) {
        return get(columnIndex(name));
    }

    /** As {@link #get(int, Class)}, by the column's name. */
    default <T> T get(String name, Class<T> type) {
        return get(columnIndex(name), type);
    }

    /** As {@link #getJson(int, Type)}, by the column's name. */
    default <T> T getJson(String name, Type type) {
        return getJson(columnIndex(name), type);
    }
}
