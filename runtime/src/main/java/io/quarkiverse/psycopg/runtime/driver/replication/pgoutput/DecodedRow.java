package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Cell;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.replication.UnchangedValueException;

/**
 * A row of a change: an ordinary row, some of whose values may not have been sent, or the columns of its key.
 */
final class DecodedRow implements ChangedRow {

    private final ReplicatedTable table;
    private final Row row;
    /** Columns of the row whose values were not sent; null for none, which is nearly always so. */
    private final BitSet unchanged;
    /** The row's columns that are shown; null for all. */
    private final int[] shown;

    private DecodedRow(ReplicatedTable table, Row row, BitSet unchanged, int[] shown) {
        this.table = table;
        this.row = row;
        this.unchanged = unchanged;
        this.shown = shown;
    }

    static DecodedRow whole(ReplicatedTable table, Row row, BitSet unchanged) {
        return new DecodedRow(table, row, unchanged, null);
    }

    /** Some columns of this row, which must be a whole one. */
    DecodedRow subset(int[] columns) {
        return new DecodedRow(table, row, unchanged, columns);
    }

    @Override
    public int size() {
        return shown == null ? row.size() : shown.length;
    }

    @Override
    public List<Column> columns() {
        if (shown == null) {
            return row.columns();
        }
        List<Column> columns = new ArrayList<>(shown.length);
        for (int column : shown) {
            columns.add(row.columns().get(column));
        }
        return columns;
    }

    @Override
    public int columnIndex(String name) {
        if (shown == null) {
            return row.columnIndex(name);
        }
        for (int i = 0; i < shown.length; i++) {
            if (table.columns().get(shown[i]).name().equals(name)) {
                return i;
            }
        }
        throw new ProgrammingException("no column \"" + name + "\" in the key of " + table.qualifiedName() + ": it has "
                + columns().stream().map(Column::name).toList());
    }

    @Override
    public Cell cell(int column) {
        int at = shown(column);
        if (notSent(at)) {
            return Cell.Unchanged.UNCHANGED;
        }
        return row.isNull(at) ? Cell.Null.NULL : new Cell.Value(row.get(at));
    }

    @Override
    public boolean isUnchanged(int column) {
        return notSent(shown(column));
    }

    @Override
    public List<String> unchangedColumns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (isUnchanged(i)) {
                names.add(table.columns().get(shown(i)).name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public boolean isNull(int column) {
        return row.isNull(sent(column));
    }

    @Override
    public boolean getBoolean(int column) {
        return row.getBoolean(sent(column));
    }

    @Override
    public short getShort(int column) {
        return row.getShort(sent(column));
    }

    @Override
    public int getInt(int column) {
        return row.getInt(sent(column));
    }

    @Override
    public long getLong(int column) {
        return row.getLong(sent(column));
    }

    @Override
    public float getFloat(int column) {
        return row.getFloat(sent(column));
    }

    @Override
    public double getDouble(int column) {
        return row.getDouble(sent(column));
    }

    @Override
    public String getString(int column) {
        return row.getString(sent(column));
    }

    @Override
    public BigDecimal getBigDecimal(int column) {
        return row.getBigDecimal(sent(column));
    }

    @Override
    public byte[] getBytes(int column) {
        return row.getBytes(sent(column));
    }

    @Override
    public UUID getUuid(int column) {
        return row.getUuid(sent(column));
    }

    @Override
    public LocalDate getLocalDate(int column) {
        return row.getLocalDate(sent(column));
    }

    @Override
    public LocalTime getLocalTime(int column) {
        return row.getLocalTime(sent(column));
    }

    @Override
    public LocalDateTime getLocalDateTime(int column) {
        return row.getLocalDateTime(sent(column));
    }

    @Override
    public Instant getInstant(int column) {
        return row.getInstant(sent(column));
    }

    @Override
    public OffsetDateTime getOffsetDateTime(int column) {
        return row.getOffsetDateTime(sent(column));
    }

    @Override
    public Object get(int column) {
        return row.get(sent(column));
    }

    @Override
    public <T> T get(int column, Class<T> type) {
        return row.get(sent(column), type);
    }

    @Override
    public <T> T getJson(int column, Type type) {
        return row.getJson(sent(column), type);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            if (!isUnchanged(i)) {
                values.put(table.columns().get(shown(i)).name(), get(i));
            }
        }
        return values;
    }

    private int shown(int column) {
        return shown == null ? column : shown[column];
    }

    private boolean notSent(int at) {
        return unchanged != null && unchanged.get(at);
    }

    private int sent(int column) {
        int at = shown(column);
        if (notSent(at)) {
            throw new UnchangedValueException(table.qualifiedName(), table.columns().get(at).name());
        }
        return at;
    }

    /** The table and the number of columns; never values. */
    @Override
    public String toString() {
        return "ChangedRow[" + table.qualifiedName() + ", " + size() + " columns]";
    }
}
