package io.quarkiverse.psycopg.runtime.driver.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionFactory;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PgPoolOptions;
import io.quarkiverse.psycopg.PgTransactions;
import io.quarkiverse.psycopg.Pipeline;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.PoolReset;
import io.quarkiverse.psycopg.PoolStatistics;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.driver.client.ClientSession;
import io.quarkiverse.psycopg.runtime.driver.client.Database;
import io.quarkiverse.psycopg.runtime.driver.client.DriverConnection;
import io.quarkiverse.psycopg.runtime.driver.client.StatementExecutor;
import io.quarkiverse.psycopg.runtime.driver.client.StatementUni;
import io.quarkiverse.psycopg.runtime.driver.client.TimedExecutor;
import io.quarkiverse.psycopg.runtime.driver.connection.CallerContext;
import io.quarkiverse.psycopg.runtime.driver.connection.RowStream;
import io.quarkiverse.psycopg.runtime.driver.connection.SessionListener;
import io.quarkiverse.psycopg.runtime.driver.connection.UniFinally;
import io.quarkiverse.psycopg.runtime.driver.transaction.RetryingTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * The public pool over a {@link SessionPool}.
 */
final class DriverPool extends StatementExecutor implements PgPool {

    private final SessionPool sessions;
    private final Database database;
    private final PoolHooks hooks;
    private final boolean sharing;
    private final StatementProfiles statements = new StatementProfiles();
    private final VolatilityCheck volatility;
    private final LeakDetector leaks;
    private final PoolListener listener;

    /** @param listener the connection beside the pool, not opened yet */
    DriverPool(Vertx vertx, Database database, PgPoolOptions options, PoolListener listener) {
        this.database = database;
        this.listener = listener;
        this.sessions = new SessionPool(vertx, options, this::open);
        this.sharing = options.sharing() && options.reset() != PoolReset.ALWAYS;
        this.volatility = new VolatilityCheck(sessions);
        this.hooks = new PoolHooks(vertx, options, database.options().connectTimeout());
        this.leaks = new LeakDetector(vertx, options.leakThreshold());
        if (options.minSize() > 0) {
            sessions.start();
        }
    }

    private Future<ClientSession> open(SessionListener listener) {
        Future<ClientSession> opened = database.open(listener);
        return hooks.hasOnConnect() ? opened.compose(this::prepare) : opened;
    }

    private Future<ClientSession> prepare(ClientSession client) {
        Promise<ClientSession> prepared = Promise.promise();
        DriverConnection connection = new DriverConnection(client, () -> Uni.createFrom().voidItem());
        hooks.onConnect(connection).subscribe().with(done -> {
            if (client.session().transactionStatus() != TransactionStatus.IDLE) {
                client.session().close();
                prepared.fail(new InterfaceException("the pool's onConnect hook left a transaction open: commit it there"));
                return;
            }
            client.keepAdapters();
            client.untouch();
            client.transactions().forget();
            prepared.complete(client);
        }, failure -> {
            client.session().close();
            prepared.fail(ofHook(failure));
        });
        return prepared.future();
    }

    /** What the application's hook throws would be thrown for the next connection too: those who wait are told at once. */
    private static PgException ofHook(Throwable failure) {
        return failure instanceof PgException known ? known
                : new InterfaceException("the pool's onConnect hook failed with " + failure.getClass().getName(), failure);
    }

    private long timeoutNanos() {
        return database.options().queryTimeout().toNanos();
    }

    @Override
    protected <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping) {
        return new OneShot<R, T>(sessions, timeoutNanos(), operation, mapping);
    }

    @Override
    protected <R, T> void execute(StatementUni<R, T> statement, UniSubscriber<? super T> subscriber) {
        StatementProfile profile = sharing ? statements.of(statement.sql()) : null;
        new OneShotRun<>(sessions, timeoutNanos(), statement, statement, profile, subscriber).start(volatility);
    }

    @Override
    public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
        return stream(mapper, sql, args, timeoutNanos());
    }

    private <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args, long timeoutNanos) {
        return new LeasedStream<>(sessions, borrowed -> new RowStream<>(borrowed.client().session(),
                consumer -> borrowed.client().stream(sql, args, timeoutNanos, consumer), mapper));
    }

    @Override
    public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
        return withConnection(connection -> connection.pipeline(block));
    }

    @Override
    public PgExecutor withTimeout(Duration timeout) {
        return new WithTimeout(timeout.toNanos());
    }

    @Override
    public SqlContext sqlContext() {
        return database.literals();
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        database.adapters().register(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return database.adapters().list();
    }

    @Override
    public <T> RowMapper<T> mapper(Class<T> type) {
        return database.types().readers().mapper(type);
    }

    @Override
    public void registerType(TypeObject<?> type) {
        database.types().readers().register(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return database.types().readers().list();
    }

    @Override
    public Object adapt(Object value) {
        return database.literals().adapt(value);
    }

    @Override
    public Uni<PgConnection> acquire() {
        return borrow(leaks.here());
    }

    private Uni<PgConnection> borrow(LeakDetector.Place place) {
        return new Handover<>(new Lease(sessions), session -> connection(session, place), sessions::release);
    }

    private Uni<PgConnection> connection(PooledSession session, LeakDetector.Place place) {
        Runnable returned = leaks.borrowed(place);
        DriverConnection connection = new DriverConnection(session.client(), () -> {
            returned.run();
            return giveBack(session);
        });
        connection.cursorFactory(sessions.options().cursorFactory());
        if (!hooks.hasOnAcquire() && sessions.options().connectionFactory() == ConnectionFactory.PLAIN) {
            return Uni.createFrom().item(connection);
        }
        return Uni.createFrom().deferred(() -> {
            PgConnection made = made(connection);
            return hooks.hasOnAcquire() ? hooks.onAcquire(made).<PgConnection> replaceWith(made) : Uni.createFrom().item(made);
        }).onFailure().invoke(() -> {
            returned.run();
            sessions.discard(session);
        });
    }

    private PgConnection made(DriverConnection connection) {
        ConnectionFactory factory = sessions.options().connectionFactory();
        PgConnection made = factory.create(connection);
        if (made == null) {
            throw new InterfaceException("expected a connection from " + factory.getClass().getName() + ", got null");
        }
        return made;
    }

    private Uni<Void> giveBack(PooledSession session) {
        if (!hooks.hasOnRelease()) {
            sessions.release(session);
            return Uni.createFrom().voidItem();
        }
        DriverConnection last = new DriverConnection(session.client(), () -> Uni.createFrom().voidItem());
        AtomicBoolean returned = new AtomicBoolean();
        return hooks.onRelease(last).onItemOrFailure().invoke((done, failure) -> {
            if (!returned.compareAndSet(false, true)) {
                return;
            }
            if (failure == null) {
                sessions.release(session);
            } else {
                sessions.discard(session);
            }
        }).onCancellation().invoke(() -> {
            if (returned.compareAndSet(false, true)) {
                sessions.discard(session);
            }
        });
    }

    @Override
    public <T> Uni<T> withConnection(Function<PgConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            LeakDetector.Place place = leaks.here();
            return borrow(place).chain(connection -> new UniFinally<>(Uni.createFrom().deferred(() -> work.apply(connection)),
                    ending -> connection.close()));
        });
    }

    @Override
    public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
        return withConnection(connection -> connection.inTransaction(options, work));
    }

    @Override
    public PgTransactions retrying(RetryPolicy policy) {
        return new RetryingTransactions(this, policy);
    }

    @Override
    public Multi<Notification> listen(String channel) {
        return listener.notifications(channel);
    }

    @Override
    public Multi<ChannelEvent> listenWithGaps(String channel) {
        return listener.events(channel);
    }

    @Override
    public ListenerStatistics listenerStatistics() {
        return listener.statistics();
    }

    @Override
    public <T> Uni<T> withCursor(CursorOptions options, Function<PgCursor, Uni<T>> work) {
        boolean needsTransaction = options.name().isPresent() && !options.withHold();
        Function<PgConnection, Uni<T>> block = connection -> connection.withCursor(options, work);
        return needsTransaction ? inTransaction(block) : withConnection(block);
    }

    @Override
    public PoolStatistics statistics() {
        return sessions.statistics();
    }

    @Override
    public Uni<Void> clear() {
        return uni(sessions::clear);
    }

    @Override
    public Uni<Void> close() {
        return uni(() -> listener.close().eventually(() -> sessions.close(false)));
    }

    @Override
    public Uni<Void> terminate() {
        return uni(() -> listener.close().eventually(() -> sessions.close(true)));
    }

    private static Uni<Void> uni(Supplier<Future<Void>> action) {
        return Uni.createFrom().emitter(emitter -> {
            CallerContext caller = CallerContext.current();
            action.get().onComplete(done -> caller.run(() -> emitter.complete(null)));
        });
    }

    @Override
    public boolean isClosed() {
        return sessions.isClosed();
    }

    /** The same pool with another deadline per operation. */
    private final class WithTimeout extends TimedExecutor {

        private final long nanos;

        private WithTimeout(long nanos) {
            super(DriverPool.this);
            this.nanos = nanos;
        }

        @Override
        protected <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping) {
            return new OneShot<R, T>(sessions, nanos, operation, mapping);
        }

        @Override
        protected <R, T> void execute(StatementUni<R, T> statement, UniSubscriber<? super T> subscriber) {
            new OneShotRun<>(sessions, nanos, statement, statement, null, subscriber).start(volatility);
        }

        @Override
        public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
            return DriverPool.this.stream(mapper, sql, args, nanos);
        }

        @Override
        public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
            return withConnection(connection -> connection.withTimeout(Duration.ofNanos(nanos)).pipeline(block));
        }
    }
}
