package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.sql.StatementBinder;
import io.quarkiverse.psycopg.types.RawValue;

/**
 * What a cursor was made with and what is set on it: its options, its adapters and typecasters, the text of its last statement.
 * Safe for use from any thread.
 */
abstract class CursorAttributes implements PgCursor {

    private final DriverConnection connection;
    private final CursorOptions options;
    private final StatementBinder binder;
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile int arraySize = 1;
    private volatile int iterSize = DEFAULT_ITER_SIZE;
    private volatile Duration timeout;
    private volatile Supplier<String> query;
    private volatile ZoneId zone;
    /** The session with the adapters and typecasters of this cursor; null where it has none. */
    private volatile ClientSession own;

    CursorAttributes(DriverConnection connection, CursorOptions options) {
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
