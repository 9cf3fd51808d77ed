package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.types.Types;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One session with a PostgreSQL server. Calls may come from any thread and by several owners; they run one after the other in
 * the order of their subscriptions, pipelined.
 * <p>
 * After {@link #close()} every operation fails with an {@link io.quarkiverse.psycopg.error.InterfaceException}.
 */
public interface PgConnection extends PgExecutor, PgTransactions, AdaptationScope {

    /**
     * Runs the function in a transaction on this connection. Inside a transaction it is a savepoint: its failure takes back
     * what it did, and no more; modes cannot be given there.
     */
    @Override
    <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work);

    /**
     * Runs the task after the transaction that {@link #inTransaction} has begun here was committed: never after a rollback, nor
     * where it is unknown whether it was committed. What it throws goes to Mutiny's hook for dropped failures.
     *
     * @throws io.quarkiverse.psycopg.error.ProgrammingException outside {@code inTransaction}
     */
    void afterCommit(Runnable task);

    /**
     * Switches autocommit, in which a connection starts. Without it the first statement, and the first after a commit or
     * rollback, begins a transaction with the {@link #transactionOptions()}; that costs no round trip. Refused inside a
     * transaction.
     */
    Uni<Void> autocommit(boolean on);

    /** Whether each statement is a transaction of its own unless one is begun. */
    boolean autocommit();

    /** Commits the transaction that is open, by whatever it was begun; without effect where none is. */
    Uni<Void> commit();

    /** Rolls back the transaction that is open, by whatever it was begun; without effect where none is. */
    Uni<Void> rollback();

    /**
     * Sets what the transactions from now on are like, until the connection is given back. Without autocommit the modes go out
     * with each BEGIN; with it they are set as the session's defaults ({@code SET default_transaction_isolation}). Refused
     * inside a transaction.
     */
    Uni<Void> setSession(TransactionOptions options);

    /** As {@link #setSession(TransactionOptions)} and {@link #autocommit(boolean)} in one. */
    Uni<Void> setSession(TransactionOptions options, boolean autocommit);

    /**
     * As psycopg's {@code set_isolation_level}: rolls back what is open, leaves autocommit, and has transactions begin with
     * this level.
     */
    Uni<Void> setIsolationLevel(IsolationLevel level);

    /** What was set with {@link #setSession}. */
    TransactionOptions transactionOptions();

    /**
     * Sets {@code client_encoding}, as psycopg's {@code set_client_encoding}: rolls back what is open. Only {@code UTF8} is
     * safe, since Java's strings are sent and read as UTF-8; it can be needed where a statement has set another one.
     *
     * @throws io.quarkiverse.psycopg.error.NotSupportedException for another encoding
     */
    Uni<Void> setClientEncoding(String encoding);

    /** Rolls back what is open and undoes what statements have done to the session; autocommit stays as it is. */
    Uni<Void> reset();

    /** What this connection is in the middle of, as DB-API sees it. */
    ConnectionStatus status();

    /**
     * Begins a transaction that is to be committed in two phases. Not in autocommit, nor inside a transaction.
     *
     * @param xid what it is known by when it is prepared
     */
    Uni<Void> tpcBegin(Xid xid);

    /**
     * The first phase: the transaction is kept by the server, whatever becomes of this connection, until somebody ends it. It
     * holds its locks so long. Nothing else can be run on this connection before the second phase.
     */
    Uni<Void> tpcPrepare();

    /** The second phase of this connection's transaction; commits it in one phase where it is not prepared. */
    Uni<Void> tpcCommit();

    /** Commits what was prepared under this identifier on any connection to this database. Outside a transaction only. */
    Uni<Void> tpcCommit(Xid xid);

    /** Rolls back this connection's two-phase transaction, prepared or not. */
    Uni<Void> tpcRollback();

    /** Rolls back what was prepared under this identifier on any connection to this database. Outside a transaction only. */
    Uni<Void> tpcRollback(Xid xid);

    /** All prepared transactions of the server, those of other programs and databases too. */
    Uni<List<Xid>> tpcRecover();

    /** A cursor on the client, by this connection's factory. Nothing is sent. */
    default PgCursor cursor() {
        return cursor(CursorOptions.defaults());
    }

    /** A cursor on the server, by this connection's factory. Nothing is sent before it is used. */
    default PgCursor cursor(String name) {
        return cursor(CursorOptions.named(name));
    }

    /**
     * A cursor. Nothing is sent before it is used; whoever asked for it closes it.
     *
     * @throws io.quarkiverse.psycopg.error.InterfaceException where the connection is closed
     */
    PgCursor cursor(CursorOptions options);

    /** Runs the function with a cursor on the client, which is closed at every end: value, failure, cancel. */
    default <T> Uni<T> withCursor(Function<PgCursor, Uni<T>> work) {
        return withCursor(CursorOptions.defaults(), work);
    }

    /** Runs the function with a cursor, which is closed at every end: value, failure, cancel. */
    <T> Uni<T> withCursor(CursorOptions options, Function<PgCursor, Uni<T>> work);

    /** What makes the cursors that are asked for without a factory of their own. */
    CursorFactory cursorFactory();

    /** Sets {@link #cursorFactory()} for cursors that are made from now on. */
    PgConnection cursorFactory(CursorFactory factory);

    /** The driver's own connection, beneath those that forward to it. */
    PgConnection raw();

    /** The deadline of each operation where nothing else is said; {@link Duration#ZERO} for none. */
    Duration timeout();

    /** Closes all cursors of this connection that are open. psycopg's counterpart is {@code free_cursor}. */
    Uni<Void> freeCursors();

    /** Whether a cursor of this connection is open. psycopg's counterpart is {@code closed_cursor}. */
    boolean hasOpenCursors();

    /** The connection string of this connection, without secrets. */
    String dsn();

    /** The session's {@code client_encoding} as the server reported it, {@code UTF8} as a rule. */
    String encoding();

    /** The version of the wire protocol that was agreed on with the server. */
    ProtocolVersion protocolVersion();

    /** The last 50 notices of the server, oldest first. */
    List<Diagnostics> notices();

    /** Forgets the notices that were received. */
    void clearNotices();

    /** Whether statements are logged: category {@code io.quarkiverse.psycopg.sql}, level INFO. */
    boolean echo();

    /**
     * Logs statements from now on, or no more, until the connection is given back. Values of arguments are left out, unless
     * {@link PgConnectOptions#echoValues()} asks for them.
     */
    PgConnection echo(boolean on);

    /** Asks the server to cancel what runs now. Without effect where nothing runs. */
    Uni<Void> cancel();

    /** Whether an operation is under way. */
    boolean isExecuting();

    /** Whether this connection can no longer be used: closed, given back, or lost. */
    boolean isClosed();

    /** The transaction's state as the server last reported it. */
    TransactionStatus transactionStatus();

    /** The types that this connection's database knows, by name. */
    Types types();

    /** The server process that serves this connection. */
    int backendPid();

    /** A parameter that the server reported ({@code server_version}, {@code TimeZone}, …). */
    Optional<String> parameterStatus(String name);

    /** The server's version as a number, 180006 for 18.6. */
    int serverVersion();

    /**
     * Receives what is sent to a channel from now on; in a transaction, from its commit on. The name is taken as it is:
     * {@code listen("Foo")} is SQL's {@code LISTEN "Foo"}.
     *
     * @param channel at most 63 bytes of UTF-8
     */
    Uni<Void> listen(String channel);

    /** Receives nothing more of a channel; without effect where it did not. */
    Uni<Void> unlisten(String channel);

    /**
     * The notifications that this connection receives from the subscription on, at any time, between statements too. Any number
     * of subscribers; each gets all of them. A subscriber that leaves 10,000 untaken fails. The end is the connection's: it
     * completes where the connection is closed, and fails where it is lost.
     */
    Multi<Notification> notifications();

    /**
     * The queue that notifications are put into when they come (psycopg's {@code notifies}): a
     * {@link io.quarkiverse.psycopg.notification.NotificationQueue} until it is replaced.
     */
    Queue<Notification> notifies();

    /**
     * Puts notifications into another queue from now on, until the connection is closed or given back.
     *
     * @param queue safe for use by several threads: it is filled on the connection's event loop by {@code offer}
     */
    void notifies(Queue<Notification> queue);

    /** Gives the connection back to its pool, or ends the session where it has none. Repeated calls are without effect. */
    Uni<Void> close();
}
