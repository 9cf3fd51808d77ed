package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.TransactionRollbackException;
import io.quarkiverse.psycopg.runtime.driver.connection.UniFinally;
import io.smallrye.mutiny.Uni;

/**
 * Runs functions in transactions on one connection; a block inside a block is a savepoint.
 */
public final class TransactionBlock {

    private final PgConnection connection;
    private final AtomicInteger depth = new AtomicInteger();

    public TransactionBlock(PgConnection connection) {
        this.connection = connection;
    }

    /** Commits when the function's Uni gives a value, rolls back when it fails or is cancelled. */
    public <T> Uni<T> run(Function<PgConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            int level = depth.getAndIncrement();
            boolean nested = level > 0 || connection.transactionStatus() == TransactionStatus.INTRANS;
            Uni<T> body = connection.execute(nested ? "SAVEPOINT psycopg_" + level : "BEGIN")
                    .chain(() -> work.apply(connection));
            return new UniFinally<>(body, ending -> {
                depth.decrementAndGet();
                return end(ending, nested, level);
            });
        });
    }

    private Uni<Void> end(UniFinally.Ending ending, boolean nested, int level) {
        if (ending == UniFinally.Ending.ITEM) {
            return nested ? connection.execute("RELEASE SAVEPOINT psycopg_" + level).replaceWithVoid() : commit();
        }
        if (connection.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> rollback = nested
                ? connection.execute("ROLLBACK TO SAVEPOINT psycopg_" + level)
                        .chain(() -> connection.execute("RELEASE SAVEPOINT psycopg_" + level)).replaceWithVoid()
                : connection.execute("ROLLBACK").replaceWithVoid();
        return rollback.onFailure(PgException.class).recoverWithNull();
    }

    /** COMMIT in a failed transaction rolls back, and says so by its tag only. */
    private Uni<Void> commit() {
        return connection.execute("COMMIT").onItem().transformToUni(tag -> "COMMIT".equals(tag.text())
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new TransactionRollbackException(
                        "the transaction was rolled back instead of committed, because a statement in it had failed")));
    }
}
