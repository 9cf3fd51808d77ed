package io.quarkiverse.psycopg.runtime.driver.cursor;

import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;

/**
 * What a cursor knows of its results, and before which row it stands. Not thread-safe: its owner guards it.
 * <p>
 * Of several results of one text the last one is current, as in psycopg. Source: PEP 249, Cursor Objects.
 */
public final class CursorState {

    private List<ResultSet> results = List.of();
    private int current = -1;
    private int row;
    private long rowCount = -1;
    private String statusMessage;
    private boolean countIsOfMany;

    /** A text of one or more statements has run. */
    public void executed(List<ResultSet> outcome) {
        results = outcome;
        enter(outcome.size() - 1);
    }

    private void enter(int index) {
        current = index;
        row = 0;
        countIsOfMany = false;
        if (index >= 0) {
            ResultSet result = results.get(index);
            statusMessage = result.tag().text();
            rowCount = result.columns() != null ? result.rows().size() : result.tag().rowCount();
        }
    }

    /** A batch of rows has come from the cursor on the server. */
    public void fetched(ResultSet batch) {
        executed(List.of(batch));
    }

    /** A command on the cursor itself has run, whose count is not one of rows. */
    public void commanded(CommandTag tag) {
        forget();
        statusMessage = tag.text();
    }

    /** A statement has failed: there is no result, and the server's word on it is empty. */
    public void failed() {
        forget();
        statusMessage = "";
    }

    /** A statement has run for many entries: their rows are dropped, their counts added up. */
    public void executedMany(long[] counts, CommandTag last) {
        forget();
        rowCount = 0;
        for (long count : counts) {
            rowCount = count < 0 || rowCount < 0 ? -1 : rowCount + count;
        }
        countIsOfMany = true;
        if (counts.length > 0) {
            statusMessage = last.text();
        }
    }

    /** Drops the rows; what was told of them stays. */
    public void release() {
        results = List.of();
        current = -1;
    }

    private void forget() {
        release();
        row = 0;
        rowCount = -1;
        countIsOfMany = false;
    }

    /** Whether the current result has rows, be it none. */
    public boolean hasResult() {
        return columns() != null;
    }

    /**
     * @throws ProgrammingException where the last statement gave no rows, failed, or there was none
     */
    public void requireResult() {
        if (!hasResult()) {
            if (countIsOfMany) {
                // As psycopg: the count is told once, asking for rows that were dropped takes it back.
                forget();
            }
            throw new ProgrammingException("no results to fetch: execute a statement that returns rows before");
        }
    }

    /** Whether a row follows in the current result. */
    public boolean hasNext() {
        return hasResult() && row < rows().size();
    }

    /** How many rows are left in the current result. */
    public int left() {
        return hasResult() ? rows().size() - row : 0;
    }

    /** The next row, null behind the last one. */
    public Row next() {
        return hasNext() ? rows().get(row++) : null;
    }

    /** The next rows, at most so many; all that are left where the number is negative. */
    public List<Row> next(int count) {
        if (!hasResult()) {
            return List.of();
        }
        int left = rows().size() - row;
        int size = count < 0 ? left : Math.min(count, left);
        List<Row> taken = List.copyOf(rows().subList(row, row + size));
        row += size;
        return taken;
    }

    /**
     * Moves to a row of the current result.
     *
     * @throws ProgrammingException where there is no such row; the position stays
     */
    public void scroll(int value, ScrollMode mode) {
        long target = mode == ScrollMode.ABSOLUTE ? value : (long) row + value;
        if (target < 0 || target >= rowCount || !hasResult()) {
            throw new ProgrammingException("scroll destination out of bounds: expected a row from 0 to "
                    + (hasResult() ? rowCount - 1 : "none") + ", got " + target);
        }
        row = (int) target;
    }

    /** Goes to the next result; false where there is none, and the present one stays. */
    public boolean nextSet() {
        if (current < 0 || current + 1 >= results.size()) {
            return false;
        }
        enter(current + 1);
        return true;
    }

    /** Goes back to the first result; false where there is none. */
    public boolean firstSet() {
        if (results.isEmpty()) {
            return false;
        }
        enter(0);
        return true;
    }

    private List<Row> rows() {
        return results.get(current).rows();
    }

    /** The current result's columns, null where it has none. */
    public Columns columns() {
        return current < 0 ? null : results.get(current).columns();
    }

    /** Rows returned or changed, -1 where there is no such number. */
    public long rowCount() {
        return rowCount;
    }

    /** Rows that were taken of the current result. */
    public long rowNumber() {
        return row;
    }

    /** The server's word on the last statement: null before the first, empty after one that failed. */
    public String statusMessage() {
        return statusMessage;
    }
}
