package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.ScrollMode;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.cursor.CursorTurns;
import io.quarkiverse.psycopg.runtime.driver.cursor.RoutineCall;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.LeadingKeyword;
import io.quarkiverse.psycopg.runtime.driver.exchange.ManyQuery;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.exchange.Results;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A cursor that holds its whole result on the client.
 */
final class ClientCursor extends DriverCursor {

    ClientCursor(DriverConnection connection, CursorOptions options) {
        super(connection, options);
    }

    @Override
    public Uni<Void> executeWithin(Duration timeout, String sql, Args args) {
        return this.<List<ResultSet>, Void, Void> remote(timeout,
                (session, completion) -> statement(session, sql, args, completion), results -> {
                    state().executed(results);
                    return null;
                }, done -> null);
    }

    /** As psycopg: a text without arguments goes out as it is, by the protocol that takes any text. */
    private Exchange statement(ClientSession session, String sql, Args args, Completion<List<ResultSet>> completion) {
        Exchange exchange;
        if (args instanceof Args.None && !"COPY".equals(LeadingKeyword.of(sql))) {
            exchange = session.script(sql, true, completion);
        } else {
            exchange = session.query(sql, args, binder(), Results.set(), new Single(completion));
        }
        sends(sql, args);
        return exchange;
    }

    /** One result as a list of results. */
    private record Single(Completion<List<ResultSet>> completion) implements Completion<ResultSet> {

        @Override
        public void completed(ResultSet result) {
            completion.completed(List.of(result));
        }

        @Override
        public void failed(PgException failure) {
            completion.failed(failure);
        }
    }

    @Override
    public Uni<Void> executeMany(String sql, Iterable<Args> entries) {
        return Uni.createFrom().deferred(() -> {
            Iterator<Args> iterator = entries.iterator();
            if (!iterator.hasNext()) {
                return local(() -> {
                    state().executedMany(new long[0], null);
                    return null;
                }, done -> null);
            }
            Many many = new Many(sql, iterator);
            return this.<long[], Void, Void> remote(timeout(), many, counts -> {
                state().executedMany(counts, many.exchange.lastTag());
                return null;
            }, done -> null);
        });
    }

    /** The request of one executeMany; keeps its exchange, which knows the last tag. */
    private final class Many implements StatementExecutor.Operation<long[]> {

        private final String sql;
        private final Iterator<Args> entries;
        private ManyQuery exchange;

        private Many(String sql, Iterator<Args> entries) {
            this.sql = sql;
            this.entries = entries;
        }

        @Override
        public Exchange exchange(ClientSession session, Completion<long[]> completion) {
            exchange = session.many(sql, new Last(), binder(), completion);
            return exchange;
        }

        /** The entries; the one that is taken last is the one that {@link #query()} tells of. */
        private final class Last implements Iterator<Args> {

            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Args next() {
                Args entry = entries.next();
                sends(sql, entry);
                return entry;
            }
        }
    }

    @Override
    public Uni<Args> callProcWithin(Duration timeout, String name, Args args) {
        return Uni.createFrom().deferred(() -> {
            requireOpen();
            RoutineCall call = new RoutineCall(name, args, style());
            CursorTurns.Turn turn = turns().enter();
            Runnable nothing = () -> {
            };
            return routine(call, timeout).onTermination().invoke(() -> turns().leave(turn, nothing, nothing));
        });
    }

    private Uni<Args> routine(RoutineCall call, Duration timeout) {
        StatementExecutor.Operation<List<Row>> lookup = (session, completion) -> session.own().catalog(call.catalogQuery(),
                Arrays.asList(call.catalogArgs()), completion);
        return driverConnection().<List<Row>, List<Row>> run(lookup, rows -> rows, timeout.toNanos()).chain(candidates -> {
            call.choose(candidates);
            String template = call.template();
            return this.<ResultSet, ResultSet, Args> remote(timeout, (session, completion) -> {
                Exchange exchange = session.query(template, call.args(), binder(), Results.set(), completion);
                sends(template, call.args());
                return exchange;
            }, result -> {
                state().fetched(result);
                return result;
            }, call::result);
        });
    }

    @Override
    public <T> Uni<T> fetchOne(RowMapper<T> mapper) {
        return local(() -> {
            state().requireResult();
            return state().next();
        }, row -> row == null ? null : mapper.map(row));
    }

    @Override
    public <T> Uni<List<T>> fetchMany(RowMapper<T> mapper, int size) {
        return local(() -> {
            state().requireResult();
            return state().next(size);
        }, rows -> mapAll(rows, mapper));
    }

    @Override
    public <T> Uni<List<T>> fetchAll(RowMapper<T> mapper) {
        return fetchMany(mapper, -1);
    }

    @Override
    public <T> Multi<T> rows(RowMapper<T> mapper) {
        return this.<Void, Void> local(() -> {
            state().requireResult();
            return null;
        }, Function.identity()).onItem().transformToMulti(ready -> Multi.createFrom().iterable(() -> new Remaining<>(mapper)));
    }

    /** The rows that are left; each is taken when it is asked for. */
    private final class Remaining<T> implements Iterator<T> {

        private final RowMapper<T> mapper;

        private Remaining(RowMapper<T> mapper) {
            this.mapper = mapper;
        }

        @Override
        public boolean hasNext() {
            return turns().locked(state()::hasNext);
        }

        @Override
        public T next() {
            Row row = turns().locked(state()::next);
            if (row == null) {
                throw new NoSuchElementException("no row is left");
            }
            return mapper.map(row);
        }
    }

    @Override
    public Uni<Void> scroll(int value, ScrollMode mode) {
        return local(() -> {
            state().scroll(value, mode);
            return null;
        }, done -> null);
    }

    @Override
    public Uni<Boolean> nextSet() {
        return local(state()::nextSet, moved -> moved);
    }

    @Override
    public Uni<Boolean> firstSet() {
        return local(state()::firstSet, moved -> moved);
    }

    @Override
    public Uni<Void> close() {
        return Uni.createFrom().emitter(emitter -> {
            if (closesNow()) {
                turns().local(() -> {
                    state().release();
                    return () -> {
                    };
                });
            }
            emitter.complete(null);
        });
    }
}
