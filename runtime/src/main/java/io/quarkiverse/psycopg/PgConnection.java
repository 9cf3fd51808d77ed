package io.quarkiverse.psycopg;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.types.Types;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One session with a PostgreSQL server. Calls may come from any thread and by several owners; they run one after the other in
 * the
 * order of their subscriptions, pipelined.
 * <p>
 * After {@link #close()} every operation fails with an {@link io.quarkiverse.psycopg.error.InterfaceException}.
 */
public interface PgConnection extends PgExecutor {

    /**
     * Runs the function in a transaction: commits when its Uni gives a value, rolls back when it fails or is cancelled. Inside
     * a
     * transaction it is a savepoint.
     */
    <T> Uni<T> inTransaction(Function<PgConnection, Uni<T>> work);

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

    /**
     * Registers an adapter for a class and its subclasses in this connection, until it is given
     * back; in a pool's {@code onConnect} hook for as long as the session lives. It takes the place of one that was registered
     * here for the same class.
     */
    <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter);

    /** The adapters that values are adapted by here, those of the scopes around included. */
    Map<Class<?>, Adapter<?>> adapters();
}
