package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.CursorFactory;
import io.quarkiverse.psycopg.CursorOptions;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgCursor;
import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.Pipeline;
import io.quarkiverse.psycopg.PipelineOutcome;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.error.InterfaceException;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.driver.connection.RowStream;
import io.quarkiverse.psycopg.runtime.driver.connection.Submission;
import io.quarkiverse.psycopg.runtime.driver.connection.SubmittedUni;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelName;
import io.quarkiverse.psycopg.types.Types;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/**
 * A connection in the hands of one user: from its opening, or from its acquisition from a pool, to {@link #close()}. The
 * session beneath may outlive it; after close it refuses everything.
 */
public final class DriverConnection extends ConnectionTransactions {

    private final AtomicReference<Supplier<Uni<Void>>> closer;
    private volatile ConnectionStatus statusAtClose;
    private volatile CursorFactory cursorFactory = CursorFactory.PLAIN;
    private final OpenCursors cursors = new OpenCursors();

    /** @param closer ends the use: gives the session back or closes it; called at most once */
    public DriverConnection(ClientSession client, Supplier<Uni<Void>> closer) {
        super(client);
        this.closer = new AtomicReference<>(closer);
        client.types().owner(this);
        // what came late for the former user is nobody's
        client.notifications().handedBack();
    }

    @Override
    ClientSession open() {
        if (closer.get() == null) {
            throw new InterfaceException("connection already closed");
        }
        return client();
    }

    @Override
    public Types types() {
        return new CatalogTypes(this);
    }

    private long timeoutNanos() {
        return client().options().queryTimeout().toNanos();
    }

    @Override
    public PgCursor cursor(CursorOptions options) {
        open();
        return cursors.open(this, options, cursorFactory);
    }

    @Override
    public Uni<Void> freeCursors() {
        return cursors.closeAll();
    }

    @Override
    public boolean hasOpenCursors() {
        return !cursors.isEmpty();
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
        return new SubmittedUni<R, T>(client().session(), timeoutNanos,
                completion -> operation.exchange(open(), completion), mapping);
    }

    @Override
    protected <R, T> void execute(StatementUni<R, T> statement, UniSubscriber<? super T> subscriber) {
        execute(statement, subscriber, timeoutNanos());
    }

    private <R, T> void execute(StatementUni<R, T> statement, UniSubscriber<? super T> subscriber, long timeoutNanos) {
        Submission<R, T> submission = new Submission<>(client().session(), statement, subscriber);
        Exchange exchange;
        try {
            exchange = statement.exchange(open(), submission);
        } catch (RuntimeException e) {
            submission.refuse(e);
            return;
        }
        submission.start(exchange, timeoutNanos);
    }

    @Override
    public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
        return stream(mapper, sql, args, timeoutNanos());
    }

    private <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args, long timeoutNanos) {
        return new RowStream<>(client().session(), consumer -> open().stream(sql, args, timeoutNanos, consumer), mapper);
    }

    @Override
    public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
        return pipeline(block, timeoutNanos());
    }

    private Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block, long timeoutNanos) {
        return Uni.createFrom().<List<PipelineOutcome>> emitter(emitter -> {
            List<List<PipelineStatement>> units = PipelineBlock.collect(block);
            if (units.isEmpty()) {
                emitter.complete(List.of());
                return;
            }
            PipelineRun pipeline = new PipelineRun(open(), units, emitter::complete);
            emitter.onTermination(() -> pipeline.exchanges().forEach(client().session()::cancel));
            if (timeoutNanos > 0) {
                long deadline = System.nanoTime() + timeoutNanos;
                pipeline.exchanges().forEach(exchange -> exchange.endsBy(deadline));
            }
            client().session().submit(pipeline.exchanges());
        });
    }

    @Override
    public PgExecutor withTimeout(Duration timeout) {
        return new WithTimeout(timeout.toNanos());
    }

    @Override
    public ConnectionStatus status() {
        ConnectionStatus last = statusAtClose;
        return last == null ? client().transactions().status() : last;
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
    public boolean isClosed() {
        return closer.get() == null || client().session().isClosed();
    }

    @Override
    public Uni<Void> close() {
        return Uni.createFrom().deferred(() -> {
            ConnectionStatus last = status();
            Supplier<Uni<Void>> once = closer.getAndSet(null);
            if (once == null) {
                return Uni.createFrom().voidItem();
            }
            statusAtClose = last;
            client().notifications().handedBack();
            return once.get();
        });
    }

    /** The same connection with another deadline per operation. */
    private final class WithTimeout extends TimedExecutor {

        private final long nanos;

        private WithTimeout(long nanos) {
            super(DriverConnection.this);
            this.nanos = nanos;
        }

        @Override
        protected <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping) {
            return DriverConnection.this.run(operation, mapping, nanos);
        }

        @Override
        protected <R, T> void execute(StatementUni<R, T> statement, UniSubscriber<? super T> subscriber) {
            DriverConnection.this.execute(statement, subscriber, nanos);
        }

        @Override
        public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
            return DriverConnection.this.stream(mapper, sql, args, nanos);
        }

        @Override
        public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
            return DriverConnection.this.pipeline(block, nanos);
        }
    }
}
