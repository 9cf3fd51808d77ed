package io.quarkiverse.psycopg.runtime.driver.exchange;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.runtime.driver.types.WireRow;

/**
 * The usual ways to collect a statement's rows. The exchange collects them itself: an object less for each execution.
 */
public final class Results {

    /** Nothing is reserved: most results have one row, or more than a guess would hold. */
    private static final int ROWS = 0;

    private Results() {
    }

    /** Drops the rows and keeps the command's tag. */
    public static ResultShape<CommandTag> tag() {
        return TagOnly::new;
    }

    /** Keeps the first row, null for none. */
    public static ResultShape<Row> first() {
        return First::new;
    }

    /** Keeps all rows. */
    public static ResultShape<List<Row>> all() {
        return All::new;
    }

    /** Keeps everything: rows, columns and tag. */
    public static ResultShape<ResultSet> set() {
        return Whole::new;
    }

    /** Keeps rows and tag, as a pipeline tells them. */
    public static ResultShape<PipelineOutcome.Completed> completed() {
        return Completed::new;
    }

    private static final class TagOnly extends ExtendedQuery<CommandTag> {

        private CommandTag tag;

        private TagOnly(String sql, List<?> values, StatementScope scope, Completion<CommandTag> completion) {
            super(sql, values, scope, completion);
        }

        @Override
        void collect(WireRow row) {
            // dropped by contract: execute() gives no rows
        }

        @Override
        void commandEnded(CommandTag last) {
            tag = last;
        }

        @Override
        CommandTag collected(Columns columns) {
            return tag;
        }

        @Override
        void restart() {
            tag = null;
        }
    }

    private static final class First extends ExtendedQuery<Row> {

        private Row first;

        private First(String sql, List<?> values, StatementScope scope, Completion<Row> completion) {
            super(sql, values, scope, completion);
        }

        @Override
        void collect(WireRow row) {
            if (first == null) {
                first = row;
            }
        }

        @Override
        Row collected(Columns columns) {
            return first;
        }

        @Override
        void restart() {
            first = null;
        }
    }

    private static final class All extends ExtendedQuery<List<Row>> {

        private List<Row> rows = new ArrayList<>(ROWS);

        private All(String sql, List<?> values, StatementScope scope, Completion<List<Row>> completion) {
            super(sql, values, scope, completion);
        }

        @Override
        void collect(WireRow row) {
            rows.add(row);
        }

        @Override
        List<Row> collected(Columns columns) {
            return rows;
        }

        @Override
        void restart() {
            if (!rows.isEmpty()) {
                rows = new ArrayList<>(ROWS);
            }
        }
    }

    private abstract static class Everything<T> extends ExtendedQuery<T> {

        /** Most results have one row, which needs no list to grow. */
        private WireRow first;
        private List<Row> more;
        private CommandTag tag;

        private Everything(String sql, List<?> values, StatementScope scope, Completion<T> completion) {
            super(sql, values, scope, completion);
        }

        abstract T made(CommandTag tag, Columns columns, List<Row> rows);

        @Override
        final void collect(WireRow row) {
            if (first == null) {
                first = row;
                return;
            }
            if (more == null) {
                more = new ArrayList<>();
                more.add(first);
            }
            more.add(row);
        }

        @Override
        final void commandEnded(CommandTag last) {
            tag = last;
        }

        @Override
        final T collected(Columns columns) {
            return made(tag, columns, more != null ? more : first != null ? List.of(first) : List.of());
        }

        @Override
        final void restart() {
            tag = null;
            first = null;
            more = null;
        }
    }

    private static final class Whole extends Everything<ResultSet> {

        private Whole(String sql, List<?> values, StatementScope scope, Completion<ResultSet> completion) {
            super(sql, values, scope, completion);
        }

        @Override
        ResultSet made(CommandTag tag, Columns columns, List<Row> rows) {
            return new ResultSet(tag, columns, rows);
        }
    }

    private static final class Completed extends Everything<PipelineOutcome.Completed> {

        private Completed(String sql, List<?> values, StatementScope scope, Completion<PipelineOutcome.Completed> completion) {
            super(sql, values, scope, completion);
        }

        @Override
        PipelineOutcome.Completed made(CommandTag tag, Columns columns, List<Row> rows) {
            return new PipelineOutcome.Completed(tag, rows);
        }
    }
}
