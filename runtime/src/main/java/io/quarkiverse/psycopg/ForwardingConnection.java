package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.types.Types;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A connection that hands every operation to another one: what an application extends to make its own. Methods that the
 * interface itself defines by others are not forwarded, so that overriding the most general one catches all of its kin. Blocks
 * ({@code inTransaction}, {@code withCursor}) and cursors know this connection, not the one beneath.
 *
 * @see ConnectionFactory
 */
public abstract class ForwardingConnection extends ForwardingExecutor implements PgConnection {

    private final PgConnection delegate;

    /** @param delegate what does the work */
    protected ForwardingConnection(PgConnection delegate) {
        super(Objects.requireNonNull(delegate, "delegate"));
        this.delegate = delegate;
    }

    /** What does the work. */
    protected final PgConnection delegate() {
        return delegate;
    }

    @Override
    public PgConnection raw() {
        return delegate.raw();
    }

    @Override
    public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
        return delegate.inTransaction(options, inner -> work.apply(this));
    }

    @Override
    public PgTransactions retrying(RetryPolicy policy) {
        return new Retrying(delegate.retrying(policy));
    }

    @Override
    public PgCursor cursor(CursorOptions options) {
        CursorFactory factory = options.factory().orElseGet(this::cursorFactory);
        PgCursor plain = delegate.cursor(options.toBuilder().factory(CursorFactory.PLAIN).build());
        return factory.create(new OfThisConnection(plain));
    }

    @Override
    public <T> Uni<T> withCursor(CursorOptions options, Function<PgCursor, Uni<T>> work) {
        CursorFactory factory = options.factory().orElseGet(this::cursorFactory);
        CursorOptions own = options.toBuilder().factory(plain -> factory.create(new OfThisConnection(plain))).build();
        return delegate.withCursor(own, work);
    }

    @Override
    public void afterCommit(Runnable task) {
        delegate.afterCommit(task);
    }

    @Override
    public Uni<Void> autocommit(boolean on) {
        return delegate.autocommit(on);
    }

    @Override
    public boolean autocommit() {
        return delegate.autocommit();
    }

    @Override
    public Uni<Void> commit() {
        return delegate.commit();
    }

    @Override
    public Uni<Void> rollback() {
        return delegate.rollback();
    }

    @Override
    public Uni<Void> setSession(TransactionOptions options) {
        return delegate.setSession(options);
    }

    @Override
    public Uni<Void> setSession(TransactionOptions options, boolean on) {
        return delegate.setSession(options, on);
    }

    @Override
    public Uni<Void> setIsolationLevel(IsolationLevel level) {
        return delegate.setIsolationLevel(level);
    }

    @Override
    public TransactionOptions transactionOptions() {
        return delegate.transactionOptions();
    }

    @Override
    public Uni<Void> setClientEncoding(String encoding) {
        return delegate.setClientEncoding(encoding);
    }

    @Override
    public Uni<Void> reset() {
        return delegate.reset();
    }

    @Override
    public ConnectionStatus status() {
        return delegate.status();
    }

    @Override
    public Uni<Void> tpcBegin(Xid xid) {
        return delegate.tpcBegin(xid);
    }

    @Override
    public Uni<Void> tpcPrepare() {
        return delegate.tpcPrepare();
    }

    @Override
    public Uni<Void> tpcCommit() {
        return delegate.tpcCommit();
    }

    @Override
    public Uni<Void> tpcCommit(Xid xid) {
        return delegate.tpcCommit(xid);
    }

    @Override
    public Uni<Void> tpcRollback() {
        return delegate.tpcRollback();
    }

    @Override
    public Uni<Void> tpcRollback(Xid xid) {
        return delegate.tpcRollback(xid);
    }

    @Override
    public Uni<List<Xid>> tpcRecover() {
        return delegate.tpcRecover();
    }

    @Override
    public CursorFactory cursorFactory() {
        return delegate.cursorFactory();
    }

    @Override
    public PgConnection cursorFactory(CursorFactory factory) {
        delegate.cursorFactory(factory);
        return this;
    }

    @Override
    public Duration timeout() {
        return delegate.timeout();
    }

    @Override
    public Uni<Void> freeCursors() {
        return delegate.freeCursors();
    }

    @Override
    public boolean hasOpenCursors() {
        return delegate.hasOpenCursors();
    }

    @Override
    public String dsn() {
        return delegate.dsn();
    }

    @Override
    public String encoding() {
        return delegate.encoding();
    }

    @Override
    public ProtocolVersion protocolVersion() {
        return delegate.protocolVersion();
    }

    @Override
    public List<Diagnostics> notices() {
        return delegate.notices();
    }

    @Override
    public void clearNotices() {
        delegate.clearNotices();
    }

    @Override
    public boolean echo() {
        return delegate.echo();
    }

    @Override
    public PgConnection echo(boolean on) {
        delegate.echo(on);
        return this;
    }

    @Override
    public Uni<Void> cancel() {
        return delegate.cancel();
    }

    @Override
    public boolean isExecuting() {
        return delegate.isExecuting();
    }

    @Override
    public boolean isClosed() {
        return delegate.isClosed();
    }

    @Override
    public TransactionStatus transactionStatus() {
        return delegate.transactionStatus();
    }

    @Override
    public Types types() {
        return delegate.types();
    }

    @Override
    public int backendPid() {
        return delegate.backendPid();
    }

    @Override
    public Optional<String> parameterStatus(String name) {
        return delegate.parameterStatus(name);
    }

    @Override
    public int serverVersion() {
        return delegate.serverVersion();
    }

    @Override
    public Uni<Void> listen(String channel) {
        return delegate.listen(channel);
    }

    @Override
    public Uni<Void> unlisten(String channel) {
        return delegate.unlisten(channel);
    }

    @Override
    public Multi<Notification> notifications() {
        return delegate.notifications();
    }

    @Override
    public Queue<Notification> notifies() {
        return delegate.notifies();
    }

    @Override
    public void notifies(Queue<Notification> queue) {
        delegate.notifies(queue);
    }

    @Override
    public Uni<Void> close() {
        return delegate.close();
    }

    /** A cursor that tells of the connection that it was asked of. */
    private final class OfThisConnection extends ForwardingCursor {

        private OfThisConnection(PgCursor plain) {
            super(plain);
        }

        @Override
        public PgConnection connection() {
            return ForwardingConnection.this;
        }
    }

    /** Transactions of the connection beneath, whose functions get this one. */
    private final class Retrying implements PgTransactions {

        private final PgTransactions transactions;

        private Retrying(PgTransactions transactions) {
            this.transactions = transactions;
        }

        @Override
        public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
            return transactions.inTransaction(options, inner -> work.apply(ForwardingConnection.this));
        }

        @Override
        public PgTransactions retrying(RetryPolicy policy) {
            return new Retrying(transactions.retrying(policy));
        }
    }
}
