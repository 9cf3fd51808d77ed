package io.quarkiverse.psycopg.replication;

import java.util.List;

import io.quarkiverse.psycopg.Row;

/**
 * A row of a change. Getters of a column that was {@link Cell.Unchanged left unchanged} and not sent fail with an
 * {@link UnchangedValueException}; {@link #cell(int)} tells the three cases apart, and {@link #toMap()} leaves such columns
 * out. May be kept and read from any thread.
 */
public interface ChangedRow extends Row {

    /** The column's cell. */
    Cell cell(int column);

    /** Whether the column's value was not sent because the update did not touch it. */
    boolean isUnchanged(int column);

    /** Names of the columns whose values were not sent, in column order; empty for most rows. */
    List<String> unchangedColumns();

    /** As {@link #cell(int)}, by the column's name. */
    default Cell cell(String name) {
        return cell(columnIndex(name));
    }

    /** As {@link #isUnchanged(int)}, by the column's name. */
    default boolean isUnchanged(String name) {
        return isUnchanged(columnIndex(name));
    }
}
