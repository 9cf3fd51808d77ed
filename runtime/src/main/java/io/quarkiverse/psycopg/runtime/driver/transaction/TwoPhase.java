package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.util.List;
import java.util.Map;

import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.Diagnostics;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ServerErrors;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Knowledge;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * Two-phase commit on one session: begin under an identifier, prepare, then commit or roll back, here or on any other session
 * to the same database. PostgreSQL documentation, PREPARE TRANSACTION.
 */
public final class TwoPhase {

    /** All prepared transactions of the server. */
    public static final String RECOVER = "SELECT gid, prepared, owner, database FROM pg_prepared_xacts";

    private enum Phase {
        /** No two-phase transaction of this session; to BEGUN. */
        NONE,
        /** From NONE; to PREPARED, or back when it ends in one phase or fails. */
        BEGUN,
        /** From BEGUN; back to NONE with the second phase, whether that succeeds or fails. */
        PREPARED
    }

    private final SessionTransactions transactions;
    private volatile Phase phase = Phase.NONE;
    private Xid current;

    TwoPhase(SessionTransactions transactions) {
        this.transactions = transactions;
    }

    boolean isPrepared() {
        return phase == Phase.PREPARED;
    }

    boolean isUnderWay() {
        return phase != Phase.NONE;
    }

    void forget() {
        phase = Phase.NONE;
        current = null;
    }

    void refuseDuring(String operation) {
        if (phase != Phase.NONE) {
            throw new ProgrammingException(operation + " cannot be used during a two-phase transaction: "
                    + "end it with tpcCommit or tpcRollback");
        }
    }

    /** Refuses what cannot run between the two phases. */
    public void refuseWhenPrepared(String operation) {
        if (phase == Phase.PREPARED) {
            throw new ProgrammingException(operation + " cannot be used with a prepared two-phase transaction: "
                    + "end it with tpcCommit or tpcRollback");
        }
    }

    /** Begins a transaction under an identifier. */
    public Exchange begin(Xid xid, Completion<Void> completion) {
        return transactions.commands(Knowledge.EVERYTHING, "beginning a two-phase transaction", state -> {
            refuseWhenPrepared("tpcBegin");
            if (state != TransactionIndicator.IDLE) {
                throw new ProgrammingException("tpcBegin cannot be used inside a transaction");
            }
            if (transactions.autocommit()) {
                throw new ProgrammingException("tpcBegin cannot be used in autocommit: call autocommit(false) first");
            }
            return List.of(TransactionSql.begin(transactions.options()));
        }, SessionTransactions.after(completion, () -> {
            phase = Phase.BEGUN;
            current = xid;
        }));
    }

    /** The first phase. */
    public Exchange prepare(Completion<Void> completion) {
        return transactions.commands(Knowledge.EVERYTHING, "executing PREPARE TRANSACTION", state -> {
            if (phase != Phase.BEGUN) {
                throw new ProgrammingException("tpcPrepare must be called inside a two-phase transaction");
            }
            if (state == TransactionIndicator.FAILED) {
                throw failedBefore();
            }
            return List.of("PREPARE TRANSACTION " + literal(current));
        }, ending(completion, Phase.PREPARED));
    }

    private static PgException failedBefore() {
        return ServerErrors.of(new Diagnostics(Map.of('S', "ERROR", 'V', "ERROR", 'C', "25P02", 'M',
                "the transaction cannot be prepared, because a statement in it has failed: roll it back")));
    }

    /** Commits the transaction of this session, in one phase where it is not prepared. */
    public Exchange commit(Completion<Void> completion) {
        return end("COMMIT", completion);
    }

    /** Rolls back the transaction of this session, prepared or not. */
    public Exchange rollback(Completion<Void> completion) {
        return end("ROLLBACK", completion);
    }

    private Exchange end(String verb, Completion<Void> completion) {
        return transactions.commands(Knowledge.EVERYTHING, "executing \"" + verb + "\" of a two-phase transaction", state -> {
            if (phase == Phase.NONE) {
                throw new ProgrammingException(
                        "tpcCommit and tpcRollback without an identifier must be called in a two-phase transaction");
            }
            return List.of(phase == Phase.PREPARED ? verb + " PREPARED " + literal(current) : verb);
        }, ending(completion, Phase.NONE));
    }

    /** Commits a transaction that any session has prepared. */
    public Exchange commit(Xid xid, Completion<Void> completion) {
        return finish("COMMIT PREPARED ", xid, completion);
    }

    /** Rolls back a transaction that any session has prepared. */
    public Exchange rollback(Xid xid, Completion<Void> completion) {
        return finish("ROLLBACK PREPARED ", xid, completion);
    }

    private Exchange finish(String command, Xid xid, Completion<Void> completion) {
        return transactions.commands(Knowledge.EVERYTHING, "executing " + command.strip(), state -> {
            if (phase != Phase.NONE || state != TransactionIndicator.IDLE) {
                throw new ProgrammingException(
                        "tpcCommit and tpcRollback with an identifier must be called outside a transaction");
            }
            return List.of(command + literal(xid));
        }, completion);
    }

    /** However a phase ends: a transaction that the server no longer has open is not held on to. */
    private Completion<Void> ending(Completion<Void> completion, Phase success) {
        return new Completion<>() {
            @Override
            public void completed(Void result) {
                become(success);
                completion.completed(null);
            }

            @Override
            public void failed(PgException failure) {
                boolean refusedLocally = failure instanceof ProgrammingException && failure.sqlState().isEmpty();
                if (!refusedLocally && transactions.session().transactionStatus() == TransactionStatus.IDLE) {
                    become(Phase.NONE);
                }
                completion.failed(failure);
            }
        };
    }

    private void become(Phase next) {
        phase = next;
        if (next == Phase.NONE) {
            current = null;
        }
    }

    private static String literal(Xid xid) {
        return Literals.standalone().literal(xid.toString());
    }
}
