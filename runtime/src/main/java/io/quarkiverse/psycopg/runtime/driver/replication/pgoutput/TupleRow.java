package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.replication.Cell;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.UnchangedValueException;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;

/**
 * A row of a change over the bytes of its {@link Tuple}, read by the same codecs as a row of a query: nothing is copied,
 * and values are decoded when they are read. What was not sent is told by the tuple itself.
 */
final class TupleRow extends WireRow implements ChangedRow {

    private final TableLayout layout;

    /**
     * A row over columns whose bounds have been checked.
     *
     * @param offset where the first column's kind is
     */
    TupleRow(TableLayout layout, Columns columns, byte[] data, int offset) {
        // a column's place is behind its kind
        super(columns, data, offset + 1, data.length - offset - 1);
        this.layout = layout;
    }

    TableLayout layout() {
        return layout;
    }

    @Override
    protected int size(int at) {
        return Tuple.Kind.hasValue(data[at - 1]) ? super.size(at) : -1;
    }

    @Override
    protected int next(int at) {
        return Tuple.Kind.hasValue(data[at - 1]) ? super.next(at) + 1 : at + 1;
    }

    @Override
    protected boolean hasValue(int column) {
        return size(super.find(column)) >= 0;
    }

    /** @throws UnchangedValueException where the value was not sent */
    @Override
    protected int find(int column) {
        int at = super.find(column);
        if (data[at - 1] == Tuple.Kind.UNCHANGED.code()) {
            throw new UnchangedValueException(layout.table().qualifiedName(), layout.table().columns().get(column).name());
        }
        return at;
    }

    @Override
    public boolean isUnchanged(int column) {
        return data[super.find(column) - 1] == Tuple.Kind.UNCHANGED.code();
    }

    @Override
    public Cell cell(int column) {
        if (isUnchanged(column)) {
            return Cell.Unchanged.UNCHANGED;
        }
        return isNull(column) ? Cell.Null.NULL : new Cell.Value(get(column));
    }

    @Override
    public List<String> unchangedColumns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (isUnchanged(i)) {
                names.add(layout.table().columns().get(i).name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            if (!isUnchanged(i)) {
                values.put(layout.table().columns().get(i).name(), get(i));
            }
        }
        return values;
    }

    /**
     * Whether the types of the values are known, and the values are as their types were described; types that are not are
     * marked to be described anew. Before the row is handed over, by the connection that it came over.
     */
    boolean isUnderstood() {
        return layout.isSettled() || !areTypesOutdated() && layout.unknownTypes().isEmpty() && isCurrent();
    }

    /** The table and the number of columns; never values. */
    @Override
    public String toString() {
        return "ChangedRow[" + layout.table().qualifiedName() + ", " + size() + " columns]";
    }
}
