package io.quarkiverse.psycopg.runtime.driver.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.types.base.ByteaCodec;
import io.quarkiverse.psycopg.runtime.driver.types.base.Micros;

/**
 * A row over the bytes of its DataRow: {@code (int32 length | bytes)…}. Values are decoded when they are read. Other
 * messages that carry rows have other things between the values; their rows say by {@link #size} and {@link #next} where
 * a value is.
 * <p>
 * The place of the column last read is kept, so that reading in order walks the bytes once. It is one long, read and written
 * whole, so that a row may be read from several threads.
 */
public class WireRow implements Row {

    private static final VarHandle PLACE;

    static {
        try {
            PLACE = MethodHandles.lookup().findVarHandle(WireRow.class, "place", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Replaced only by {@link #relearn}, before the row is handed over. */
    private Columns columns;
    /** Only to be read. */
    protected final byte[] data;
    private final int offset;
    /** Column in the upper half, position of its length in the lower. */
    @SuppressWarnings("FieldMayBeFinal")
    private long place;

    /**
     * A row over bytes that have been validated: as many values as there are columns, each inside the array.
     *
     * @param data holds the row and is not written any more
     * @param offset where the first value's length is
     * @param length bytes of the row
     */
    public WireRow(Columns columns, byte[] data, int offset, int length) {
        this.columns = columns;
        this.data = data;
        this.offset = offset;
        place = offset;
    }

    /**
     * The row of a message that came, as {@link #WireRow}.
     *
     * @throws ProtocolViolationException where it has not as many fields as there are columns
     */
    public static WireRow received(Columns columns, byte[] data, int offset, int length, int fields) {
        if (fields != columns.size()) {
            throw new ProtocolViolationException("expected a DataRow of " + columns.size() + " fields, got " + fields);
        }
        return new WireRow(columns, data, offset, length);
    }

    /**
     * Whether the values are as their types were described, as far as they show; types that are not are marked to be described
     * anew. Asked where {@link Columns#mayChange}, by the connection that the row came over.
     */
    public boolean isCurrent() {
        boolean current = true;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.plain(i).mayChange() && hasValue(i)) {
                current &= isCurrent(i);
            }
        }
        return current;
    }

    private boolean isCurrent(int column) {
        int at = find(column);
        int size = size(at);
        try {
            if (columns.isBinary(column)) {
                return columns.plain(column).isCurrent(data, at + Integer.BYTES, size);
            }
            // the text tells the number of fields only
            ColumnValues.decode(columns, column, columns.plain(column), data, at + Integer.BYTES, size);
        } catch (DataException | ProtocolViolationException e) {
            // whoever reads the value is told
        }
        return !columns.areOutdated();
    }

    /** Reads the row by what is known of its types now. Only before it is handed over to another thread. */
    public void relearn() {
        columns = columns.relearned();
    }

    /** Position of the length of a column's value. */
    protected int find(int column) {
        if (column < 0 || column >= columns.size()) {
            throw new IndexOutOfBoundsException("column " + column + " of " + columns.size());
        }
        long known = (long) PLACE.getOpaque(this);
        int at = (int) (known >>> Integer.SIZE);
        int position = (int) known;
        if (at == column) {
            return position;
        }
        if (at > column) {
            at = 0;
            position = offset;
        }
        for (; at < column; at++) {
            position = next(position);
        }
        PLACE.setOpaque(this, (long) column << Integer.SIZE | position);
        return position;
    }

    /** Bytes of the value whose length is there; below zero where there is none. */
    protected int size(int at) {
        return BigEndian.int32(data, at);
    }

    /** Where the length of the value behind that one is. */
    protected int next(int at) {
        return at + Integer.BYTES + Math.max(0, BigEndian.int32(data, at));
    }

    /** Whether the column has a value that can be decoded. */
    protected boolean hasValue(int column) {
        return size(find(column)) >= 0;
    }

    /** Whether values have shown that a type of the database is out of date. */
    protected final boolean areTypesOutdated() {
        return columns.areOutdated();
    }

    @Override
    public int size() {
        return columns.size();
    }

    @Override
    public List<Column> columns() {
        return columns.toList();
    }

    @Override
    public int columnIndex(String name) {
        return columns.index(name);
    }

    @Override
    public boolean isNull(int column) {
        return size(find(column)) < 0;
    }

    @Override
    public boolean getBoolean(int column) {
        int at = find(column);
        if (columns.primitive(column) == Primitive.BOOL && size(at) == 1) {
            return data[at + Integer.BYTES] != 0;
        }
        return required(column, Boolean.class);
    }

    @Override
    public short getShort(int column) {
        int at = find(column);
        if (columns.primitive(column) == Primitive.INT2 && size(at) == Short.BYTES) {
            return BigEndian.int16(data, at + Integer.BYTES);
        }
        return required(column, Short.class);
    }

    @Override
    public int getInt(int column) {
        int at = find(column);
        int size = size(at);
        Primitive primitive = columns.primitive(column);
        if (primitive == Primitive.INT4 && size == Integer.BYTES) {
            return BigEndian.int32(data, at + Integer.BYTES);
        }
        if (primitive == Primitive.INT2 && size == Short.BYTES) {
            return BigEndian.int16(data, at + Integer.BYTES);
        }
        if (primitive == Primitive.INT8 && size == Long.BYTES || primitive == Primitive.OID && size == Integer.BYTES) {
            long value = getLong(column);
            if (value == (int) value) {
                return (int) value;
            }
        }
        return required(column, Integer.class);
    }

    @Override
    public long getLong(int column) {
        int at = find(column);
        int size = size(at);
        int value = at + Integer.BYTES;
        Primitive primitive = columns.primitive(column);
        if (primitive == Primitive.INT8 && size == Long.BYTES) {
            return BigEndian.int64(data, value);
        }
        if (primitive == Primitive.INT4 && size == Integer.BYTES) {
            return BigEndian.int32(data, value);
        }
        if (primitive == Primitive.OID && size == Integer.BYTES) {
            return Integer.toUnsignedLong(BigEndian.int32(data, value));
        }
        if (primitive == Primitive.INT2 && size == Short.BYTES) {
            return BigEndian.int16(data, value);
        }
        return required(column, Long.class);
    }

    @Override
    public float getFloat(int column) {
        int at = find(column);
        if (columns.primitive(column) == Primitive.FLOAT4 && size(at) == Float.BYTES) {
            return Float.intBitsToFloat(BigEndian.int32(data, at + Integer.BYTES));
        }
        return required(column, Float.class);
    }

    @Override
    public double getDouble(int column) {
        int at = find(column);
        int size = size(at);
        Primitive primitive = columns.primitive(column);
        if (primitive == Primitive.FLOAT8 && size == Double.BYTES) {
            return Double.longBitsToDouble(BigEndian.int64(data, at + Integer.BYTES));
        }
        if (primitive == Primitive.FLOAT4 && size == Float.BYTES) {
            return Float.intBitsToFloat(BigEndian.int32(data, at + Integer.BYTES));
        }
        return required(column, Double.class);
    }

    @Override
    public String getString(int column) {
        int at = find(column);
        int size = size(at);
        if (size < 0) {
            return null;
        }
        try {
            if (columns.primitive(column) == Primitive.TEXT) {
                return Utf8.decode(data, at + Integer.BYTES, size);
            }
            return ColumnValues.text(columns, column, data, at + Integer.BYTES, size);
        } catch (DataException | ProtocolViolationException e) {
            throw ColumnValues.failure(columns, column, e);
        }
    }

    @Override
    public BigDecimal getBigDecimal(int column) {
        return get(column, BigDecimal.class);
    }

    @Override
    public byte[] getBytes(int column) {
        int at = find(column);
        int size = size(at);
        if (size < 0) {
            return null;
        }
        if (columns.plain(column) instanceof ByteaCodec) {
            return get(column, byte[].class);
        }
        return Arrays.copyOfRange(data, at + Integer.BYTES, at + Integer.BYTES + size);
    }

    @Override
    public UUID getUuid(int column) {
        return get(column, UUID.class);
    }

    @Override
    public LocalDate getLocalDate(int column) {
        return get(column, LocalDate.class);
    }

    @Override
    public LocalTime getLocalTime(int column) {
        return get(column, LocalTime.class);
    }

    @Override
    public LocalDateTime getLocalDateTime(int column) {
        return get(column, LocalDateTime.class);
    }

    @Override
    public Instant getInstant(int column) {
        int at = find(column);
        if (columns.primitive(column) == Primitive.TIMESTAMPTZ && size(at) == Long.BYTES) {
            return Micros.instant(BigEndian.int64(data, at + Integer.BYTES));
        }
        return get(column, Instant.class);
    }

    @Override
    public OffsetDateTime getOffsetDateTime(int column) {
        return get(column, OffsetDateTime.class);
    }

    @Override
    public Object get(int column) {
        int at = find(column);
        int size = size(at);
        try {
            return size < 0 ? columns.codec(column).decodeNull()
                    : ColumnValues.decode(columns, column, columns.codec(column), data, at + Integer.BYTES, size);
        } catch (DataException | ProtocolViolationException e) {
            throw ColumnValues.failure(columns, column, e);
        }
    }

    @Override
    public <T> T get(int column, Class<T> type) {
        int at = find(column);
        int size = size(at);
        try {
            return size < 0 ? ColumnValues.ofNull(columns, column, type)
                    : ColumnValues.as(columns, column, data, at + Integer.BYTES, size, type);
        } catch (DataException | ProtocolViolationException e) {
            throw ColumnValues.failure(columns, column, e);
        }
    }

    @Override
    public <T> T getJson(int column, Type type) {
        String text = getString(column);
        if (text == null) {
            return null;
        }
        try {
            return columns.jsonMapper().read(text, type);
        } catch (DataException e) {
            throw ColumnValues.failure(columns, column, e);
        }
    }

    private <T> T required(int column, Class<T> type) {
        T value = get(column, type);
        if (value == null) {
            throw new DataException(ColumnValues.describe(columns, column) + " is NULL; ask isNull, or read it as "
                    + type.getName());
        }
        return value;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            map.put(columns.toList().get(i).name(), get(i));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Shows the names of the columns, never the values. */
    @Override
    public String toString() {
        return "Row" + columns.toList().stream().map(Column::name).toList();
    }
}
