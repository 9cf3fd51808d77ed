package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.Adapter;
import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.Dsn;
import io.quarkiverse.psycopg.HostSpec;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnectOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.PgTransactions;
import io.quarkiverse.psycopg.Pipeline;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.ProtocolVersion;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.TypeObject;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.driver.connection.RowStream;
import io.quarkiverse.psycopg.runtime.driver.connection.SubmittedUni;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelName;
import io.quarkiverse.psycopg.runtime.driver.transaction.RetryingTransactions;
import io.quarkiverse.psycopg.runtime.driver.transaction.TransactionBlock;
import io.quarkiverse.psycopg.runtime.driver.transaction.TwoPhase;
import io.quarkiverse.psycopg.runtime.driver.types.TypeCatalog;
import io.quarkiverse.psycopg.types.Types;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A connection in the hands of one user: from its opening, or from its acquisition from a pool, to {@link #close()}. The
 * session beneath may outlive it; after close it refuses everything.
 */
public final class DriverConnection extends StatementExecutor implements PgConnection {

    private final ClientSession client;
    private final AtomicReference<Supplier<Uni<Void>>> closer;
    private volatile ConnectionStatus statusAtClose;
    private volatile CursorFactory cursorFactory = CursorFactory.PLAIN;
    /** Those that are still in somebody's hands; guarded by itself. */
    private final Set<DriverCursor> cursors = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param closer ends the use: gives the session back or closes it; called at most once */
    public DriverConnection(ClientSession client, Supplier<Uni<Void>> closer) {
        this.client = client;
        this.closer = new AtomicReference<>(closer);
        client.types().owner(this);
        // what came late for the former user is nobody's
        client.notifications().handedBack();
    }

    /** What this connection runs on. */
    public ClientSession client() {
        return client;
    }

    private ClientSession open() {
        if (closer.get() == null) {
            throw new InterfaceException("connection already closed");
        }
        return client;
    }

    @Override
    public Types types() {
        return new CatalogTypes();
    }

    private final class CatalogTypes implements Types {

        @Override
        public Uni<Long> oidOf(String name) {
            return DriverConnection.this.<Row, Long> run((session, completion) -> session.typeOid(name, completion), row -> {
                if (row.isNull(0)) {
                    throw new ProgrammingException("no type \"" + name + "\"");
                }
                return row.getLong(0);
            });
        }

        @Override
        public void forget() {
            open().types().catalog().ifPresent(TypeCatalog::forget);
        }
    }

    private long timeoutNanos() {
        return client.options().queryTimeout().toNanos();
    }

    @Override
    public Duration timeout() {
        return client.options().queryTimeout();
    }

    @Override
    public PgCursor cursor(CursorOptions options) {
        open();
        DriverCursor cursor = options.name().isPresent() ? new NamedCursor(this, options) : new ClientCursor(this, options);
        cursors.add(cursor);
        return made(options.factory().orElse(cursorFactory), cursor);
    }

    private static PgCursor made(CursorFactory factory, PgCursor cursor) {
        PgCursor made = factory.create(cursor);
        if (made == null) {
            throw new InterfaceException("expected a cursor from " + factory.getClass().getName() + ", got null");
        }
        return made;
    }

    @Override
    public Uni<Void> freeCursors() {
        return Uni.createFrom().deferred(() -> {
            List<Uni<Void>> closes = openCursors().stream().map(PgCursor::close).toList();
            return closes.isEmpty() ? Uni.createFrom().voidItem() : Uni.join().all(closes).andFailFast().replaceWithVoid();
        });
    }

    @Override
    public boolean hasOpenCursors() {
        return !openCursors().isEmpty();
    }

    private List<DriverCursor> openCursors() {
        synchronized (cursors) {
            return cursors.stream().filter(cursor -> !cursor.isClosed()).toList();
        }
    }

    @Override
    public String dsn() {
        PgConnectOptions options = client.options();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("host", options.hosts().stream().map(HostSpec::host).collect(Collectors.joining(",")));
        parts.put("port", options.hosts().stream().map(host -> Integer.toString(host.port())).collect(Collectors.joining(",")));
        parts.put("dbname", options.database());
        parts.put("user", options.user());
        parts.put("application_name", options.applicationName().orElse(null));
        parts.put("sslmode", options.sslMode().keyword());
        return Dsn.make(parts);
    }

    @Override
    public String encoding() {
        return parameterStatus("client_encoding").orElse("UTF8");
    }

    @Override
    public ProtocolVersion protocolVersion() {
        return client.session().protocol();
    }

    @Override
    public List<Diagnostics> notices() {
        return client.notices().list();
    }

    @Override
    public void clearNotices() {
        client.notices().clear();
    }

    @Override
    public boolean echo() {
        return client.echo().isOn();
    }

    @Override
    public PgConnection echo(boolean on) {
        ClientSession session = open();
        session.echo().set(on);
        session.touch();
        return this;
    }

    @Override
    public <T> Uni<T> withCursor(CursorOptions options, Function<PgCursor, Uni<T>> work) {
        return CursorBlock.run(this, options, work);
    }

    @Override
    public CursorFactory cursorFactory() {
        return cursorFactory;
    }

    @Override
    public PgConnection cursorFactory(CursorFactory factory) {
        cursorFactory = Objects.requireNonNull(factory, "factory");
        return this;
    }

    @Override
    public PgConnection raw() {
        return this;
    }

    @Override
    protected <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping) {
        return run(operation, mapping, timeoutNanos());
    }

    /** Where every operation on this connection that ends with one answer goes through, those of its cursors too. */
    <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping, long timeoutNanos) {
        return new SubmittedUni<R, T>(client.session(), timeoutNanos,
                completion -> operation.exchange(open(), completion), mapping);
    }

    @Override
    public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
        return stream(mapper, sql, args, timeoutNanos());
    }

    private <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args, long timeoutNanos) {
        return new RowStream<>(client.session(), consumer -> open().stream(sql, args, timeoutNanos, consumer), mapper);
    }

    @Override
    public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
        return pipeline(block, timeoutNanos());
    }

    private Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block, long timeoutNanos) {
        return Uni.createFrom().<List<PipelineOutcome>> emitter(emitter -> {
            List<List<PipelineBlock.Entry>> units = PipelineBlock.collect(block);
            if (units.isEmpty()) {
                emitter.complete(List.of());
                return;
            }
            PipelineRun pipeline = new PipelineRun(open(), units, emitter::complete);
            emitter.onTermination(() -> pipeline.exchanges().forEach(client.session()::cancel));
            if (timeoutNanos > 0) {
                long deadline = System.nanoTime() + timeoutNanos;
                pipeline.exchanges().forEach(exchange -> exchange.endsBy(deadline));
            }
            client.session().submit(pipeline.exchanges());
        });
    }

    @Override
    public PgExecutor withTimeout(Duration timeout) {
        return new WithTimeout(timeout.toNanos());
    }

    /** Runs what steers transactions. */
    private Uni<Void> control(Function<Completion<Void>, Exchange> exchange) {
        return this.<Void, Void> run((session, completion) -> exchange.apply(completion), done -> done);
    }

    private <T> Uni<T> block(TransactionOptions options, boolean mayNest, Function<PgConnection, Uni<T>> work) {
        return TransactionBlock.run(this, client.transactions(), this::control, options, mayNest, work);
    }

    @Override
    public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
        return block(options, true, work);
    }

    @Override
    public PgTransactions retrying(RetryPolicy policy) {
        return new RetryingTransactions(new PgTransactions() {
            @Override
            public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
                return block(options, false, work);
            }

            @Override
            public PgTransactions retrying(RetryPolicy other) {
                return DriverConnection.this.retrying(other);
            }
        }, policy);
    }

    @Override
    public void afterCommit(Runnable task) {
        open().transactions().afterCommit(task);
    }

    @Override
    public Uni<Void> autocommit(boolean on) {
        return control(completion -> client.transactions().setSession(UnaryOperator.identity(), mode -> on, completion));
    }

    @Override
    public boolean autocommit() {
        return client.transactions().autocommit();
    }

    @Override
    public Uni<Void> commit() {
        return control(client.transactions()::commit);
    }

    @Override
    public Uni<Void> rollback() {
        return control(client.transactions()::rollback);
    }

    @Override
    public Uni<Void> setSession(TransactionOptions options) {
        return control(completion -> client.transactions().setSession(old -> options, UnaryOperator.identity(), completion));
    }

    @Override
    public Uni<Void> setSession(TransactionOptions options, boolean autocommit) {
        return control(completion -> client.transactions().setSession(old -> options, mode -> autocommit, completion));
    }

    @Override
    public Uni<Void> setIsolationLevel(IsolationLevel level) {
        return control(completion -> client.transactions().setIsolationLevel(level, completion));
    }

    @Override
    public TransactionOptions transactionOptions() {
        return client.transactions().options();
    }

    @Override
    public Uni<Void> setClientEncoding(String encoding) {
        return control(completion -> client.transactions().setClientEncoding(encoding, completion));
    }

    @Override
    public Uni<Void> reset() {
        return control(client.transactions()::reset);
    }

    @Override
    public ConnectionStatus status() {
        ConnectionStatus last = statusAtClose;
        return last == null ? client.transactions().status() : last;
    }

    @Override
    public Uni<Void> tpcBegin(Xid xid) {
        return control(completion -> client.transactions().twoPhase().begin(xid, completion));
    }

    @Override
    public Uni<Void> tpcPrepare() {
        return control(client.transactions().twoPhase()::prepare);
    }

    @Override
    public Uni<Void> tpcCommit() {
        return control(client.transactions().twoPhase()::commit);
    }

    @Override
    public Uni<Void> tpcCommit(Xid xid) {
        return control(completion -> client.transactions().twoPhase().commit(xid, completion));
    }

    @Override
    public Uni<Void> tpcRollback() {
        return control(client.transactions().twoPhase()::rollback);
    }

    @Override
    public Uni<Void> tpcRollback(Xid xid) {
        return control(completion -> client.transactions().twoPhase().rollback(xid, completion));
    }

    @Override
    public Uni<List<Xid>> tpcRecover() {
        return Uni.createFrom().deferred(() -> {
            open().transactions().twoPhase().refuseWhenPrepared("tpcRecover");
            boolean alone = status() == ConnectionStatus.READY && !autocommit();
            Uni<List<Xid>> found = fetchAll(
                    row -> Xid.fromString(row.getString(0)).recovered(row.get(1, OffsetDateTime.class), row.getString(2),
                            row.getString(3)),
                    TwoPhase.RECOVER, Args.none());
            return alone ? found.onItemOrFailure().call(() -> rollback()) : found;
        });
    }

    @Override
    public Uni<Void> cancel() {
        return Uni.createFrom().emitter(emitter -> open().session().cancelCurrent()
                .onComplete(done -> emitter.complete(null)));
    }

    @Override
    public Uni<Void> listen(String channel) {
        return script(() -> ChannelName.listen(channel));
    }

    @Override
    public Uni<Void> unlisten(String channel) {
        return script(() -> ChannelName.unlisten(channel));
    }

    private Uni<Void> script(Supplier<String> sql) {
        return Uni.createFrom().deferred(() -> execute(sql.get())).replaceWithVoid();
    }

    @Override
    public Multi<Notification> notifications() {
        return Multi.createFrom().deferred(() -> open().notifications().stream());
    }

    @Override
    public Queue<Notification> notifies() {
        return open().notifications().queue();
    }

    @Override
    public void notifies(Queue<Notification> queue) {
        open().notifications().queue(queue);
    }

    @Override
    public boolean isExecuting() {
        return client.session().isExecuting();
    }

    @Override
    public boolean isClosed() {
        return closer.get() == null || client.session().isClosed();
    }

    @Override
    public TransactionStatus transactionStatus() {
        return client.session().transactionStatus();
    }

    @Override
    public int backendPid() {
        return client.session().backendPid();
    }

    @Override
    public Optional<String> parameterStatus(String name) {
        return Optional.ofNullable(client.session().parameter(name));
    }

    @Override
    public int serverVersion() {
        return ServerVersion.parse(client.session().parameter("server_version"));
    }

    @Override
    public SqlContext sqlContext() {
        return client.literals();
    }

    @Override
    public <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter) {
        open().register(type, adapter);
    }

    @Override
    public Map<Class<?>, Adapter<?>> adapters() {
        return client.adapters().list();
    }

    @Override
    public <T> RowMapper<T> mapper(Class<T> type) {
        return client.types().readers().mapper(type);
    }

    @Override
    public void registerType(TypeObject<?> type) {
        open().register(type);
    }

    @Override
    public List<TypeObject<?>> typeObjects() {
        return client.types().readers().list();
    }

    @Override
    public Object adapt(Object value) {
        return client.literals().adapt(value);
    }

    @Override
    public Uni<Void> close() {
        return Uni.createFrom().deferred(() -> {
            ConnectionStatus last = status();
            Supplier<Uni<Void>> once = closer.getAndSet(null);
            if (once != null) {
                statusAtClose = last;
            }
            if (once == null) {
                return Uni.createFrom().voidItem();
            }
            client.notifications().handedBack();
            return once.get();
        });
    }

    /** The same connection with another deadline per operation. */
    private final class WithTimeout extends StatementExecutor {

        private final long nanos;

        private WithTimeout(long nanos) {
            this.nanos = nanos;
        }

        @Override
        protected <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping) {
            return DriverConnection.this.run(operation, mapping, nanos);
        }

        @Override
        public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
            return DriverConnection.this.stream(mapper, sql, args, nanos);
        }

        @Override
        public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
            return DriverConnection.this.pipeline(block, nanos);
        }

        @Override
        public PgExecutor withTimeout(Duration timeout) {
            return DriverConnection.this.withTimeout(timeout);
        }

        @Override
        public <T> RowMapper<T> mapper(Class<T> type) {
            return DriverConnection.this.mapper(type);
        }

        @Override
        public SqlContext sqlContext() {
            return DriverConnection.this.sqlContext();
        }
    }
}
