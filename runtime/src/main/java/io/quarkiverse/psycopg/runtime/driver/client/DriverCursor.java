package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.Column;
import io.quarkiverse.psycopg.ColumnDescription;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.InternalException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.cursor.CursorState;
import io.quarkiverse.psycopg.runtime.driver.cursor.CursorTurns;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder;
import io.quarkiverse.psycopg.runtime.driver.types.Columns;
import io.quarkiverse.psycopg.types.RawValue;
import io.smallrye.mutiny.Uni;

/**
 * What cursors on the client and on the server have in common: attributes, order, and how an operation's outcome gets into the
 * state.
 */
abstract class DriverCursor implements PgCursor {

    private final DriverConnection connection;
    private final CursorOptions options;
    private final CursorTurns turns = new CursorTurns();
    private final CursorState state = new CursorState();
    private final StatementBinder binder;
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile int arraySize = 1;
    private volatile int iterSize = DEFAULT_ITER_SIZE;
    private volatile Duration timeout;
    private volatile Supplier<String> query;
    private volatile ZoneId zone;
    /** The session with the adapters and typecasters of this cursor; null where it has none. */
    private volatile ClientSession own;

    DriverCursor(DriverConnection connection, CursorOptions options) {
        this.connection = connection;
        this.options = options;
        this.timeout = options.timeout().orElse(connection.timeout());
        this.binder = connection.client().binder(options.placeholders().orElse(connection.client().options().placeholders()));
    }

    final DriverConnection driverConnection() {
        return connection;
    }

    final CursorOptions options() {
        return options;
    }

    /** Guarded by {@link #turns()}. */
    final CursorState state() {
        return state;
    }

    final CursorTurns turns() {
        return turns;
    }

    final StatementBinder binder() {
        return binder;
    }

    final PlaceholderStyle style() {
        return binder.style();
    }

    /**
     * @throws InterfaceException where the cursor or its connection is closed
     */
    final void requireOpen() {
        if (isClosed()) {
            throw new InterfaceException("cursor already closed");
        }
    }

    /** Marks the cursor closed; false where it was already. */
    final boolean closesNow() {
        return closed.compareAndSet(false, true);
    }

    /** Remembers the statement that is sent, for {@link #query()}. */
    final void sends(String sql, Args args) {
        query = () -> written(sql, args);
    }

    private String written(String sql, Args args) {
        try {
            return mogrify(sql, args);
        } catch (PgException e) {
            return sql;
        }
    }

    /** Makes an exchange, once it is sure that the cursor is open. What it throws fails the operation and changes no state. */
    @FunctionalInterface
    interface Request<R> {
        Exchange exchange(ClientSession session, Completion<R> completion);
    }

    /**
     * An operation on the server, submitted when it is subscribed to.
     *
     * @param learn takes the outcome into the state, under the lock, and gives what the caller is to have
     * @param mapping applied on the caller's context
     */
    final <R, V, T> Uni<T> remote(Duration limit, Request<R> request, Function<? super R, ? extends V> learn,
            Function<? super V, ? extends T> mapping) {
        StatementExecutor.Operation<V> operation = (session, completion) -> {
            requireOpen();
            return learning(session, request, learn, this::statementFailed, completion);
        };
        return connection.run(operation, mapping, limit.toNanos());
    }

    /** A statement of this cursor has failed. Under the lock. */
    void statementFailed() {
        state.failed();
    }

    /** The exchange of a request whose outcome, or failure, enters the state before it is told. */
    final <R, V> Exchange learning(ClientSession session, Request<R> request, Function<? super R, ? extends V> learn,
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

    /** The session with what was registered on this cursor. */
    final ClientSession scope(ClientSession session) {
        ClientSession inner = own;
        return inner == null ? session : inner;
    }

    private synchronized ClientSession ownScope() {
        requireOpen();
        if (own == null) {
            own = connection.client().inner();
        }
        return own;
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        ownScope().register(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return scope(connection.client()).adapters().list();
    }

    @Override
    public void registerType(TypeObject<?> type) {
        ownScope().register(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return scope(connection.client()).types().readers().list();
    }

    @Override
    public Object adapt(Object value) {
        return scope(connection.client()).literals().adapt(value);
    }

    static <T> List<T> mapAll(List<Row> rows, RowMapper<T> mapper) {
        List<T> mapped = new ArrayList<>(rows.size());
        rows.forEach(row -> mapped.add(mapper.map(row)));
        return mapped;
    }

    @Override
    public PgConnection connection() {
        return connection;
    }

    @Override
    public Optional<String> name() {
        return options.name();
    }

    @Override
    public Optional<Boolean> scrollable() {
        return options.scrollable();
    }

    @Override
    public boolean withHold() {
        return options.withHold();
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

    @Override
    public Optional<String> query() {
        Supplier<String> last = query;
        return last == null ? Optional.empty() : Optional.of(last.get());
    }

    @Override
    public int arraySize() {
        return arraySize;
    }

    @Override
    public PgCursor arraySize(int rows) {
        arraySize = rows;
        return this;
    }

    @Override
    public int iterSize() {
        return iterSize;
    }

    @Override
    public PgCursor iterSize(int rows) {
        if (rows < 1) {
            throw new ProgrammingException("expected an iterSize of at least 1 row, got " + rows);
        }
        iterSize = rows;
        return this;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public PgCursor timeout(Duration limit) {
        if (limit.isNegative()) {
            throw new ProgrammingException("expected a timeout that is not negative, got " + limit);
        }
        timeout = limit;
        return this;
    }

    @Override
    public String mogrify(String sql, Args args) {
        Literals literals = scope(connection.client()).literals();
        return literals.in(style()).mogrify(sql, args);
    }

    @Override
    public Object cast(long typeOid, String text) {
        if (text == null) {
            return null;
        }
        Object value = scope(connection.client()).parse((int) typeOid, text);
        return value instanceof RawValue raw ? raw.text().orElse(text) : value;
    }

    @Override
    public PgCursor raw() {
        return this;
    }

    @Override
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    @Override
    public PgCursor zone(ZoneId wanted) {
        ownScope().types().zone(Objects.requireNonNull(wanted, "zone"));
        zone = wanted;
        return this;
    }

    @Override
    public boolean echo() {
        return connection.echo();
    }

    @Override
    public boolean isClosed() {
        return closed.get() || connection.isClosed();
    }
}
