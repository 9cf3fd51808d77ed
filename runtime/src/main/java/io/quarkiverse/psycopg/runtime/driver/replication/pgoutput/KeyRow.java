package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Cell;
import io.quarkiverse.psycopg.replication.ChangedRow;

/**
 * Some columns of a row of a change: those of its table's replica identity.
 */
final class KeyRow implements ChangedRow {

    private final TupleRow row;
    private final int[] shown;

    /** @param shown the row's columns, of which there are these alone */
    KeyRow(TupleRow row, int[] shown) {
        this.row = row;
        this.shown = shown;
    }

    /** The row with all its columns. */
    TupleRow row() {
        return row;
    }

    @Override
    public int size() {
        return shown.length;
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(shown.length);
        for (int column : shown) {
            columns.add(row.columns().get(column));
        }
        return columns;
    }

    @Override
    public int columnIndex(String name) {
        for (int i = 0; i < shown.length; i++) {
            if (name(i).equals(name)) {
                return i;
            }
        }
        throw new ProgrammingException(
                "no column \"" + name + "\" in the key of " + row.layout().table().qualifiedName() + ": it has "
                        + columns().stream().map(Column::name).toList());
    }

    @Override
    public Cell cell(int column) {
        return row.cell(shown[column]);
    }

    @Override
    public boolean isUnchanged(int column) {
        return row.isUnchanged(shown[column]);
    }

    @Override
    public List<String> unchangedColumns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (isUnchanged(i)) {
                names.add(name(i));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public boolean isNull(int column) {
        return row.isNull(shown[column]);
    }

    @Override
    public boolean getBoolean(int column) {
        return row.getBoolean(shown[column]);
    }

    @Override
    public short getShort(int column) {
        return row.getShort(shown[column]);
    }

    @Override
    public int getInt(int column) {
        return row.getInt(shown[column]);
    }

    @Override
    public long getLong(int column) {
        return row.getLong(shown[column]);
    }

    @Override
    public float getFloat(int column) {
        return row.getFloat(shown[column]);
    }

    @Override
    public double getDouble(int column) {
        return row.getDouble(shown[column]);
    }

    @Override
    public String getString(int column) {
        return row.getString(shown[column]);
    }

    @Override
    public BigDecimal getBigDecimal(int column) {
        return row.getBigDecimal(shown[column]);
    }

    @Override
    public byte[] getBytes(int column) {
        return row.getBytes(shown[column]);
    }

    @Override
    public UUID getUuid(int column) {
        return row.getUuid(shown[column]);
    }

    @Override
    public LocalDate getLocalDate(int column) {
        return row.getLocalDate(shown[column]);
    }

    @Override
    public LocalTime getLocalTime(int column) {
        return row.getLocalTime(shown[column]);
    }

    @Override
    public LocalDateTime getLocalDateTime(int column) {
        return row.getLocalDateTime(shown[column]);
    }

    @Override
    public Instant getInstant(int column) {
        return row.getInstant(shown[column]);
    }

    @Override
    public OffsetDateTime getOffsetDateTime(int column) {
        return row.getOffsetDateTime(shown[column]);
    }

    @Override
    public Object get(int column) {
        return row.get(shown[column]);
    }

    @Override
    public <T> T get(int column, Class<T> type) {
        return row.get(shown[column], type);
    }

    @Override
    public <T> T getJson(int column, Type type) {
        return row.getJson(shown[column], type);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            if (!isUnchanged(i)) {
                values.put(name(i), get(i));
            }
        }
        return values;
    }

    private String name(int column) {
        return row.layout().table().columns().get(shown[column]).name();
    }

    /** The table and the number of columns; never values. */
    @Override
    public String toString() {
        return "ChangedRow[" + row.layout().table().qualifiedName() + ", " + size() + " columns]";
    }
}
