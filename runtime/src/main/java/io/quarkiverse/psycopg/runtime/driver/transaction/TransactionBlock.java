package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.connection.UniFinally;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Knowledge;
import io.quarkiverse.psycopg.runtime.driver.transaction.BlockStack.Block;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Runs one function in a transaction, or in a savepoint where a transaction is open already.
 *
 * @param <T> what the function gives
 */
public final class TransactionBlock<T> {

    /** Runs an exchange on the connection, once per subscription. */
    @FunctionalInterface
    public interface Submission {
        Uni<Void> run(Function<Completion<Void>, Exchange> exchange);
    }

    private final PgConnection connection;
    private final SessionTransactions transactions;
    private final Submission submission;
    private final TransactionOptions options;
    private final boolean mayNest;

    private volatile Block block;
    private volatile List<Runnable> due = List.of();

    private TransactionBlock(PgConnection connection, SessionTransactions transactions, Submission submission,
            TransactionOptions options, boolean mayNest) {
        this.connection = connection;
        this.transactions = transactions;
        this.submission = submission;
        this.options = options;
        this.mayNest = mayNest;
    }

    /**
     * @param mayNest whether it may be a savepoint where a transaction is open
     * @return commits when the function's Uni gives a value, rolls back when it fails or is cancelled
     */
    public static <T> Uni<T> run(PgConnection connection, SessionTransactions transactions, Submission submission,
            TransactionOptions options, boolean mayNest, Function<PgConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(
                () -> new TransactionBlock<T>(connection, transactions, submission, options, mayNest).start(work));
    }

    private Uni<T> start(Function<PgConnection, Uni<T>> work) {
        Uni<T> body = submission.run(this::begin).chain(() -> work.apply(connection));
        return new UniFinally<>(body, ending -> ending == UniFinally.Ending.ITEM ? succeed() : rollBack());
    }

    private Exchange begin(Completion<Void> completion) {
        return transactions.commands(Knowledge.STATE, "beginning a transaction", state -> {
            transactions.twoPhase().refuseWhenPrepared("inTransaction");
            return switch (state) {
                case IDLE -> beginOutermost();
                case IN_TRANSACTION -> beginNested();
                case FAILED -> throw inFailedTransaction();
            };
        }, new Completion<>() {
            @Override
            public void completed(Void result) {
                completion.completed(null);
            }

            @Override
            public void failed(PgException failure) {
                if (block != null) {
                    transactions.blocks().rolledBack(block);
                }
                completion.failed(failure);
            }
        });
    }

    private List<String> beginOutermost() {
        transactions.blocks().clear();
        block = transactions.blocks().begin();
        boolean unnamed = options.equals(TransactionOptions.defaults());
        return List.of(TransactionSql.begin(unnamed && !transactions.autocommit() ? transactions.options() : options));
    }

    private List<String> beginNested() {
        if (!mayNest) {
            throw new ProgrammingException("retrying cannot be used inside a transaction: "
                    + "the transaction around it would have to be repeated as well");
        }
        if (!options.equals(TransactionOptions.defaults())) {
            throw new ProgrammingException("expected no modes for a transaction within another, got " + options
                    + ": the outermost has them for all");
        }
        block = transactions.blocks().nest();
        return List.of("SAVEPOINT " + block.savepoint());
    }

    private static PgException inFailedTransaction() {
        return ServerErrors.of(new Diagnostics(Map.of('S', "ERROR", 'V', "ERROR", 'C', "25P02", 'M',
                "inTransaction cannot be used in a transaction in which a statement has failed: roll it back first")));
    }

    private Uni<Void> succeed() {
        return submission.run(this::commit).onItem().invoke(() -> due.forEach(TransactionBlock::runHook))
                .onFailure().call(() -> rollBack());
    }

    private Exchange commit(Completion<Void> completion) {
        return transactions.commands(Knowledge.STATE, "ending a transaction", state -> {
            if (!transactions.blocks().isInnermost(block)) {
                throw sideBySide();
            }
            if (state == TransactionIndicator.IDLE) {
                throw new ProgrammingException("expected an open transaction at the end of inTransaction, found none: "
                        + "a statement of the function has committed it or rolled it back");
            }
            return List.of(block.savepoint() == null ? "COMMIT" : "RELEASE SAVEPOINT " + block.savepoint());
        }, new Completion<>() {
            @Override
            public void completed(Void result) {
                due = transactions.blocks().succeeded(block);
                completion.completed(null);
            }

            @Override
            public void failed(PgException failure) {
                completion.failed(failure);
            }
        });
    }

    private ProgrammingException sideBySide() {
        return new ProgrammingException(transactions.blocks().contains(block)
                ? "expected this inTransaction to be the innermost when it ends, found another in it that goes on: "
                        + "on one connection they nest, they do not run side by side"
                : "expected an open transaction at the end of inTransaction, found that the one around it has ended");
    }

    private Uni<Void> rollBack() {
        if (connection.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        return submission.run(this::rollBack).onFailure(PgException.class).recoverWithNull();
    }

    private Exchange rollBack(Completion<Void> completion) {
        return transactions.commands(Knowledge.STATE, "rolling back a transaction", state -> {
            boolean open = block != null && transactions.blocks().contains(block) && state != TransactionIndicator.IDLE;
            if (block != null) {
                transactions.blocks().rolledBack(block);
            }
            if (!open) {
                return List.of();
            }
            String savepoint = block.savepoint();
            return savepoint == null ? List.of("ROLLBACK")
                    : List.of("ROLLBACK TO SAVEPOINT " + savepoint, "RELEASE SAVEPOINT " + savepoint);
        }, completion);
    }

    /** The transaction is committed, whatever becomes of what was to follow. */
    private static void runHook(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException e) {
            Infrastructure.handleDroppedException(e);
        }
    }
}
