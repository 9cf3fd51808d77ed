package io.quarkiverse.psycopg;

import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * What runs functions in transactions: a pool, a connection, or one of them with a {@linkplain #retrying policy of retries}.
 */
public interface PgTransactions {

    /**
     * Runs the function in a transaction of these modes: commits when its Uni gives a value, rolls back when it fails or is
     * cancelled.
     * <p>
     * A value comes only after the server has committed: a commit that it turned into a rollback, because a statement had
     * failed before, is a failure. Where the connection is lost while committing, the failure's outcome is
     * {@link io.quarkiverse.psycopg.error.Outcome#UNKNOWN}.
     */
    <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work);

    /** As {@link #inTransaction(TransactionOptions, Function)}, with the server's modes. */
    default <T> Uni<T> inTransaction(Function<PgConnection, Uni<T>> work) {
        return inTransaction(TransactionOptions.defaults(), work);
    }

    /**
     * The same, but a transaction that failed because of others that ran beside it (SQLSTATE 40001 or 40P01) is run again from
     * its start: the whole function, in a new transaction. What the function does beside the database happens again, too.
     * <p>
     * Never run again is what may have been committed. On a connection that is in a transaction already it is refused, because
     * the transaction around it would have to be repeated as well.
     */
    PgTransactions retrying(RetryPolicy policy);
}
