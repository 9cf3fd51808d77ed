package io.quarkiverse.psycopg;

/**
 * Turns a row into a value of the application. Called once per row, on the thread that hands the row over; it must not block.
 *
 * @param <T> what a row becomes
 */
@FunctionalInterface
public interface RowMapper<T> {

    /** The value for this row. What it throws becomes the failure of the operation. */
    T map(Row row);
}
