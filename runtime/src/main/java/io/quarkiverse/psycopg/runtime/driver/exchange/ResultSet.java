package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;

/**
 * Everything that one statement gave.
 *
 * @param tag the server's word on it
 * @param columns the columns, null for a statement that returns no rows
 * @param rows the rows in order, empty where there are none
 */
public record ResultSet(CommandTag tag, Columns columns, List<Row> rows) {

    /** Shows the tag and the number of rows, never values. */
    @Override
    public String toString() {
        return "ResultSet[" + tag + ", " + rows.size() + " rows]";
    }
}
