package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.ColumnDescription;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.cursor.CursorState;
import io.quarkiverse.psycopg.runtime.driver.cursor.CursorTurns;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.smallrye.mutiny.Uni;

/**
 * What cursors on the client and on the server have in common: their order, and how an operation's outcome gets into the state.
 */
abstract class DriverCursor extends CursorAttributes {

    private final CursorTurns turns = new CursorTurns();
    private final CursorState state = new CursorState();

    DriverCursor(DriverConnection connection, CursorOptions options) {
        super(connection, options);
    }

    /** Guarded by {@link #turns()}. */
    final CursorState state() {
        return state;
    }

    final CursorTurns turns() {
        return turns;
    }

    /**
     * An operation on the server, submitted when it is subscribed to.
     *
     * @param request makes the exchange, once it is sure that the cursor is open; what it throws fails the operation and
     *        changes
     *        no state
     * @param learn takes the outcome into the state, under the lock, and gives what the caller is to have
     * @param mapping applied on the caller's context
     */
    final <R, V, T> Uni<T> remote(Duration limit, StatementExecutor.Operation<R> request,
            Function<? super R, ? extends V> learn,
            Function<? super V, ? extends T> mapping) {
        StatementExecutor.Operation<V> operation = (session, completion) -> {
            requireOpen();
            return learning(session, request, learn, this::statementFailed, completion);
        };
        return driverConnection().run(operation, mapping, limit.toNanos());
    }

    /** A statement of this cursor has failed. Under the lock. */
    void statementFailed() {
        state.failed();
    }

    /** The exchange of a request whose outcome, or failure, enters the state before it is told. */
    final <R, V> Exchange learning(ClientSession session, StatementExecutor.Operation<R> request,
            Function<? super R, ? extends V> learn,
            Runnable failed, Completion<V> completion) {
        Learning<R, V> learning = new Learning<>(learn, failed, completion);
        Exchange exchange = request.exchange(scope(session), learning);
        learning.turn = turns.enter();
        return exchange;
    }

    private final class Learning<R, V> implements Completion<R> {

        private final Function<? super R, ? extends V> learn;
        private final Runnable failed;
        private final Completion<V> completion;
        private CursorTurns.Turn turn;
        private V value;
        private PgException unusable;

        private Learning(Function<? super R, ? extends V> learn, Runnable failed, Completion<V> completion) {
            this.learn = learn;
            this.failed = failed;
            this.completion = completion;
        }

        @Override
        public void completed(R result) {
            turns.leave(turn, () -> {
                try {
                    value = learn.apply(result);
                } catch (PgException e) {
                    unusable = e;
                } catch (RuntimeException e) {
                    unusable = new InternalException(e.getMessage(), e);
                }
            }, this::tell);
        }

        private void tell() {
            if (unusable != null) {
                completion.failed(unusable);
            } else {
                completion.completed(value);
            }
        }

        @Override
        public void failed(PgException failure) {
            turns.leave(turn, failed, () -> completion.failed(failure));
        }
    }

    /** An operation on what the cursor holds, in its turn. */
    final <V, T> Uni<T> local(Supplier<V> action, Function<? super V, ? extends T> mapping) {
        return Uni.createFrom().<T> emitter(emitter -> {
            requireOpen();
            CallerContext caller = CallerContext.current();
            AtomicBoolean gone = new AtomicBoolean();
            emitter.onTermination(() -> gone.set(true));
            turns.local(() -> {
                if (gone.get()) {
                    return () -> {
                    };
                }
                V value;
                try {
                    value = action.get();
                } catch (PgException e) {
                    return () -> caller.run(() -> emitter.fail(e));
                }
                return () -> caller.run(() -> {
                    T mapped;
                    try {
                        mapped = mapping.apply(value);
                    } catch (RuntimeException e) {
                        emitter.fail(e);
                        return;
                    }
                    emitter.complete(mapped);
                });
            });
        });
    }

    static <T> List<T> mapAll(List<Row> rows, RowMapper<T> mapper) {
        List<T> mapped = new ArrayList<>(rows.size());
        rows.forEach(row -> mapped.add(mapper.map(row)));
        return mapped;
    }

    @Override
    public Optional<List<ColumnDescription>> description() {
        Columns columns = turns.locked(state::columns);
        return columns == null ? Optional.empty() : Optional.of(describe(columns.toList()));
    }

    private static List<ColumnDescription> describe(List<Column> columns) {
        return columns.stream().map(ColumnDescription::new).toList();
    }

    @Override
    public long rowCount() {
        return turns.locked(state::rowCount);
    }

    @Override
    public long rowNumber() {
        return turns.locked(state::rowNumber);
    }

    @Override
    public Optional<String> statusMessage() {
        return Optional.ofNullable(turns.<String> locked(state::statusMessage));
    }
}
