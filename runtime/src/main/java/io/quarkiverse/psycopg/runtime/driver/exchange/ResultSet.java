package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;

/**
 * Everything that one statement gave.
 *
 * @param tag the server's word on it
 * @param columns the columns, null for a statement that returns no rows
 * @param rows the rows in order, empty where there are none
 */
public record ResultSet(CommandTag tag, Columns columns, List<Row> rows) {

    /** The same rows, read by what is known of their types now. */
    ResultSet relearned() {
        rows.forEach(row -> ((WireRow) row).relearn());
        return columns == null ? this : new ResultSet(tag, columns.relearned(), rows);
    }

    /** Shows the tag and the number of rows, never values. */
    @Override
    public String toString() {
        return "ResultSet[" + tag + ", " + rows.size() + " rows]";
    }
}
