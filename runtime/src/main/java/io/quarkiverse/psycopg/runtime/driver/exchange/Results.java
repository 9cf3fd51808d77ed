package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;

/**
 * The usual ways to collect a statement's rows. Each instance serves one execution.
 */
public final class Results {

    private Results() {
    }

    /** Drops the rows and keeps the command's tag. */
    public static ExtendedQuery.Result<CommandTag> tag() {
        return TagOnly.INSTANCE;
    }

    /** Keeps the first row, null for none. */
    public static ExtendedQuery.Result<Row> first() {
        return new First();
    }

    /** Keeps all rows. */
    public static ExtendedQuery.Result<List<Row>> all() {
        return new All();
    }

    /** Keeps everything: rows, columns and tag. */
    public static ExtendedQuery.Result<ResultSet> set() {
        return new Whole();
    }

    private enum TagOnly implements ExtendedQuery.Result<CommandTag> {
        INSTANCE;

        @Override
        public void row(Row row) {
            // dropped by contract: execute() gives no rows
        }

        @Override
        public CommandTag complete(CommandTag tag, Columns columns) {
            return tag;
        }

        @Override
        public void restart() {
            // keeps no state
        }
    }

    private static final class First implements ExtendedQuery.Result<Row> {

        private Row first;

        @Override
        public void row(Row row) {
            if (first == null) {
                first = row;
            }
        }

        @Override
        public Row complete(CommandTag tag, Columns columns) {
            return first;
        }

        @Override
        public void restart() {
            first = null;
        }
    }

    private static class All implements ExtendedQuery.Result<List<Row>> {

        private List<Row> rows = new ArrayList<>();

        @Override
        public void row(Row row) {
            rows.add(row);
        }

        @Override
        public List<Row> complete(CommandTag tag, Columns columns) {
            return rows;
        }

        @Override
        public void restart() {
            if (!rows.isEmpty()) {
                rows = new ArrayList<>();
            }
        }
    }

    private static final class Whole implements ExtendedQuery.Result<ResultSet> {

        private final All all = new All();

        @Override
        public void row(Row row) {
            all.row(row);
        }

        @Override
        public ResultSet complete(CommandTag tag, Columns columns) {
            return new ResultSet(tag, columns, all.complete(tag, columns));
        }

        @Override
        public void restart() {
            all.restart();
        }
    }
}
