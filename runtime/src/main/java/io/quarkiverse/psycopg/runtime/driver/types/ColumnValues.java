package io.quarkiverse.psycopg.runtime.driver.types;

import java.lang.reflect.Array;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.TypecastException;
import io.quarkiverse.psycopg.mapping.CompositeMapping;
import io.quarkiverse.psycopg.mapping.EnumMapping;
import io.quarkiverse.psycopg.mapping.ValueMapping;
import io.quarkiverse.psycopg.runtime.driver.types.derived.CompositeCodec;
import io.quarkiverse.psycopg.types.PgArray;

/**
 * Decodes one value of a column: by the column's codec, as text, or as a class that the caller asks for. The bytes are a
 * part of an array, from an index on and so many; that the value is there, and not NULL, is known.
 */
final class ColumnValues {

    private ColumnValues() {
    }

    /** The value as the server would write it. */
    static String text(Columns columns, int column, byte[] data, int at, int size) {
        if (!columns.isBinary(column)) {
            return string(columns, data, at, size);
        }
        Codec<?> codec = columns.plain(column);
        if (codec.carriesText()) {
            requireReadable(columns, data, at, size);
        }
        return codec.text(data, at, size, columns.settings());
    }

    private static String string(Columns columns, byte[] data, int at, int size) {
        requireReadable(columns, data, at, size);
        return Utf8.decode(data, at, size);
    }

    /** Bytes in another encoding than UTF-8 are not guessed at; ASCII is the same in all of them. */
    private static void requireReadable(Columns columns, byte[] data, int at, int size) {
        if (columns.settings().utf8()) {
            return;
        }
        for (int i = at; i < at + size; i++) {
            if (data[i] < 0) {
                throw new DataException("the session's client_encoding is " + columns.settings().clientEncoding()
                        + "; text is read in UTF8 only");
            }
        }
    }

    /** The value by a codec, the column's own or that of its type. */
    static <T> T decode(Columns columns, int column, Codec<T> codec, byte[] data, int at, int size) {
        if (!columns.isBinary(column)) {
            return codec.parse(string(columns, data, at, size), columns.settings());
        }
        if (codec.carriesText()) {
            requireReadable(columns, data, at, size);
        }
        return codec.decode(data, at, size);
    }

    /** What stands for NULL where that class is asked for. */
    static <T> T ofNull(Columns columns, int column, Class<T> type) {
        Object value = columns.codec(column).decodeNull();
        return type.isInstance(value) ? type.cast(value) : null;
    }

    /**
     * The value as that class. What is read otherwise than by its type's own codec comes first; that codec's forms stay
     * to be had.
     */
    static <T> T as(Columns columns, int column, byte[] data, int at, int size, Class<T> type) {
        Codec<?> plain = columns.plain(column);
        Codec<?> reading = columns.codec(column);
        if (reading != plain) {
            Object value = decode(columns, column, reading, data, at, size);
            if (value == null || type.isInstance(value)) {
                return type.cast(value);
            }
            if (type.isArray()) {
                try {
                    return as(columns, reading, value, type);
                } catch (TypecastException e) {
                    throw e;
                } catch (DataException e) {
                    // The elements are of another class than asked for: the type's own codec may know it.
                }
            }
        }
        return as(columns, column, plain, data, at, size, type);
    }

    private static <V, T> T as(Columns columns, int column, Codec<V> codec, byte[] data, int at, int size, Class<T> type) {
        if (type == String.class && !columns.isBinary(column)) {
            return type.cast(string(columns, data, at, size));
        }
        V value = decode(columns, column, codec, data, at, size);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        T mapped = mapped(columns, column, codec, data, at, size, value, type);
        return mapped != null ? mapped : codec.as(value, type, columns.settings());
    }

    @SuppressWarnings("unchecked") // the caller has decoded the value by this codec
    private static <V, T> T as(Columns columns, Codec<V> codec, Object value, Class<T> type) {
        return codec.as((V) value, type, columns.settings());
    }

    /** A value as a class that has a mapping, whatever its type is called; null where there is none. */
    private static <T> T mapped(Columns columns, int column, Codec<?> codec, byte[] data, int at, int size, Object value,
            Class<T> type) {
        boolean array = type.isArray();
        ValueMapping<?> mapping = columns.mapping(array ? type.getComponentType() : type).orElse(null);
        if (mapping instanceof CompositeMapping<?> composite && codec instanceof CompositeCodec fields) {
            CompositeRows rows = columns.rows(fields);
            return type.cast(composite.map(columns.isBinary(column) ? rows.decode(data, at, size)
                    : rows.parse(string(columns, data, at, size))));
        }
        if (mapping instanceof EnumMapping<?> labels && !array && value instanceof String label) {
            return type.cast(labels.constant(label));
        }
        if (mapping instanceof EnumMapping<?> labels && array && value instanceof PgArray<?> texts) {
            Object[] constants = (Object[]) Array.newInstance(type.getComponentType(), texts.size());
            for (int i = 0; i < constants.length; i++) {
                constants[i] = texts.get(i) == null ? null : labels.constant(texts.get(i).toString());
            }
            return type.cast(constants);
        }
        return null;
    }

    /** A failure to read a value, with the column named. */
    static DataException failure(Columns columns, int column, RuntimeException cause) {
        if (cause instanceof TypecastException cast) {
            return new TypecastException(describe(columns, column) + ": " + cause.getMessage(), cast.text(), cause);
        }
        return new DataException(describe(columns, column) + ": " + cause.getMessage(), cause);
    }

    static String describe(Columns columns, int column) {
        Column description = columns.toList().get(column);
        return "column " + column + " \"" + description.name() + "\" (" + description.typeName() + ")";
    }
}
