package io.quarkiverse.psycopg.runtime.driver.replication.pgoutput;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.RowChange;

/**
 * The rows of a change, and what they show about the types of their values. Asked before the change is handed over, on the
 * event loop of the connection that it came over.
 */
public final class ChangeRows {

    private ChangeRows() {
    }

    /**
     * Whether all types of the change's values are known and as they were described, as far as the values show; types
     * that are not are marked to be described anew.
     */
    public static boolean areUnderstood(Change change) {
        if (change instanceof RowChange.Insert<?> insert) {
            return isUnderstood(insert.after());
        }
        boolean understood = true;
        for (TupleRow row : rows(change)) {
            understood &= row.isUnderstood();
        }
        return understood;
    }

    private static boolean isUnderstood(Object row) {
        return !(row instanceof TupleRow tuple) || tuple.isUnderstood();
    }

    /** Types of the change's values that are not known. */
    public static List<Integer> unknown(Change change) {
        return rows(change).stream().flatMap(row -> row.layout().unknownTypes().stream()).distinct().toList();
    }

    /** Reads the change's rows by what is known of their types now. */
    public static void relearn(Change change) {
        rows(change).forEach(TupleRow::relearn);
    }

    private static List<TupleRow> rows(Change change) {
        List<TupleRow> rows = new ArrayList<>(2);
        if (change instanceof RowChange.Insert<?> insert) {
            add(insert.after(), rows);
        } else if (change instanceof RowChange.Update<?> update) {
            add(update.after(), rows);
            addKey(update.key(), rows);
        } else if (change instanceof RowChange.Delete<?> delete) {
            addKey(delete.key(), rows);
        }
        return rows;
    }

    /** The row that a key is made of is the row before, or the one after where the key was not changed. */
    private static void addKey(Row key, List<TupleRow> rows) {
        if (key instanceof KeyRow of) {
            add(of.row(), rows);
        }
    }

    private static void add(Object row, List<TupleRow> rows) {
        if (row instanceof TupleRow tuple && !rows.contains(tuple)) {
            rows.add(tuple);
        }
    }
}
