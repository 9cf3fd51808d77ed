package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultShape;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/**
 * One statement by the extended protocol, run once per subscription. Uni, operation and mapping in one object, because there is
 * one for every statement; and the only kind of operation that can share a session with others, since its text is known.
 *
 * @param <R> what the exchange gives
 * @param <T> what the caller gets
 */
public abstract class StatementUni<R, T> extends AbstractUni<T> implements StatementExecutor.Operation<R>, Function<R, T> {

    private final StatementExecutor executor;
    private final String sql;
    private final Args args;

    private StatementUni(StatementExecutor executor, String sql, Args args) {
        this.executor = executor;
        this.sql = sql;
        this.args = args;
    }

    /** The command's tag; rows are dropped. */
    static StatementUni<?, CommandTag> tag(StatementExecutor executor, String sql, Args args) {
        return new Tag(executor, sql, args);
    }

    /** The first row, mapped; null for none. */
    static <T> StatementUni<?, T> first(StatementExecutor executor, RowMapper<T> mapper, String sql, Args args) {
        return new First<>(executor, mapper, sql, args);
    }

    /** All rows, mapped. */
    static <T> StatementUni<?, List<T>> all(StatementExecutor executor, RowMapper<T> mapper, String sql, Args args) {
        return new All<>(executor, mapper, sql, args);
    }

    /** The statement as the caller wrote it. */
    public final String sql() {
        return sql;
    }

    abstract ResultShape<R> shape();

    @Override
    public final Exchange exchange(ClientSession session, Completion<R> completion) {
        return session.query(sql, args, shape(), completion);
    }

    @Override
    public final void subscribe(UniSubscriber<? super T> subscriber) {
        executor.execute(this, subscriber);
    }

    private static final class Tag extends StatementUni<CommandTag, CommandTag> {

        private Tag(StatementExecutor executor, String sql, Args args) {
            super(executor, sql, args);
        }

        @Override
        ResultShape<CommandTag> shape() {
            return Results.tag();
        }

        @Override
        public CommandTag apply(CommandTag tag) {
            return tag;
        }
    }

    private static final class First<T> extends StatementUni<Row, T> {

        private final RowMapper<T> mapper;

        private First(StatementExecutor executor, RowMapper<T> mapper, String sql, Args args) {
            super(executor, sql, args);
            this.mapper = mapper;
        }

        @Override
        ResultShape<Row> shape() {
            return Results.first();
        }

        @Override
        public T apply(Row row) {
            return row == null ? null : mapper.map(row);
        }
    }

    private static final class All<T> extends StatementUni<List<Row>, List<T>> {

        private final RowMapper<T> mapper;

        private All(StatementExecutor executor, RowMapper<T> mapper, String sql, Args args) {
            super(executor, sql, args);
            this.mapper = mapper;
        }

        @Override
        ResultShape<List<Row>> shape() {
            return Results.all();
        }

        @Override
        public List<T> apply(List<Row> rows) {
            List<T> mapped = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                mapped.add(mapper.map(rows.get(i)));
            }
            return mapped;
        }
    }
}
