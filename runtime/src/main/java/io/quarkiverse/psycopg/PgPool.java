package io.quarkiverse.psycopg;

import java.util.function.Function;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.notification.Notification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A pool of connections to one database. One-shot operations are run on the pool itself; what needs a session of its own
 * (transactions, cursors, LISTEN) acquires a connection. Safe for use from any thread.
 */
public interface PgPool extends PgExecutor, PgTransactions, AdaptationScope {

    /**
     * Borrows a connection, waiting in turn for at most the acquire timeout. Its {@link PgConnection#close()} gives it back.
     * Cancelling the Uni gives up the place in the queue, or gives the connection back.
     */
    Uni<PgConnection> acquire();

    /** Borrows a connection for as long as the Uni that the function returns runs; gives it back on every outcome. */
    <T> Uni<T> withConnection(Function<PgConnection, Uni<T>> work);

    /** Runs the function in a transaction on a connection of its own, also inside a transaction of another connection. */
    @Override
    <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work);

    /**
     * The notifications of a channel, for as long as there is a subscriber. All subscribers of all channels share one
     * connection beside the pool, which is opened for the first of them and re-established without end; those of one channel
     * share one LISTEN, and the last who leaves ends it. A subscription to a channel takes effect with the server's word, which
     * {@link #listenWithGaps} tells, and so are losses: this stream leaves both out. Ends with the pool.
     *
     * @param channel at most 63 bytes of UTF-8, taken as it is
     */
    Multi<Notification> listen(String channel);

    /**
     * As {@link #listen}, with {@link io.quarkiverse.psycopg.notification.Listening} as its first item, and a
     * {@link io.quarkiverse.psycopg.notification.NotificationGap} wherever notifications may be missing: one for each loss of
     * the connection, and one for each time that the subscriber was too slow.
     */
    Multi<ChannelEvent> listenWithGaps(String channel);

    /** Figures of the connection that listens. */
    ListenerStatistics listenerStatistics();

    /** Runs the function with a cursor on a connection of its own; closes the cursor and gives the connection back. */
    default <T> Uni<T> withCursor(Function<PgCursor, Uni<T>> work) {
        return withCursor(CursorOptions.defaults(), work);
    }

    /**
     * Runs the function with a cursor on a connection of its own; closes the cursor and gives the connection back. A named
     * cursor that is not {@code withHold} runs in a transaction, which ends with the function.
     */
    <T> Uni<T> withCursor(CursorOptions options, Function<PgCursor, Uni<T>> work);

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
}
