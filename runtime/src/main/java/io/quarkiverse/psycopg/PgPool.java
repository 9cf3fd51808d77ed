package io.quarkiverse.psycopg;

import java.util.Map;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * A pool of connections to one database. One-shot operations are run on the pool itself; what needs a session of its own
 * (transactions, cursors, LISTEN) acquires a connection. Safe for use from any thread.
 */
public interface PgPool extends PgExecutor {

    /**
     * Borrows a connection, waiting in turn for at most the acquire timeout. Its {@link PgConnection#close()} gives it back.
     * Cancelling the Uni gives up the place in the queue, or gives the connection back.
     */
    Uni<PgConnection> acquire();

    /** Borrows a connection for as long as the Uni that the function returns runs; gives it back on every outcome. */
    <T> Uni<T> withConnection(Function<PgConnection, Uni<T>> work);

    /** Runs the function in a transaction on a connection of its own: commits on success, rolls back on failure and cancel. */
    <T> Uni<T> inTransaction(Function<PgConnection, Uni<T>> work);

    /** Figures of this moment. */
    PoolStatistics statistics();

    /** Closes the idle connections; borrowed ones go on. */
    Uni<Void> clear();

    /** Refuses new work, fails those who wait, and ends when the borrowed connections are back and closed. */
    Uni<Void> close();

    /** As {@link #close()}, but closes borrowed connections at once. */
    Uni<Void> terminate();

    /** Whether {@link #close()} or {@link #terminate()} has been called. */
    boolean isClosed();

    /**
     * Registers an adapter for a class and its subclasses in all connections of this pool. It takes the place of one that was
     * registered
     * here for the same class.
     */
    <T> void registerAdapter(Class<T> type, Adapter<? super T> adapter);

    /** The adapters that values are adapted by here, those of the scopes around included. */
    Map<Class<?>, Adapter<?>> adapters();
}
