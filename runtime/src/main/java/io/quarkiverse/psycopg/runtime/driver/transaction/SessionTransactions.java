package io.quarkiverse.psycopg.runtime.driver.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.connection.Session;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange.Knowledge;
import io.quarkiverse.psycopg.runtime.driver.exchange.PreparedStatements;
import io.quarkiverse.psycopg.runtime.driver.exchange.SessionCommands;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.TransactionIndicator;

/**
 * One session's transactions as DB-API sees them: whether statements begin one by themselves, how such a one is begun, and the
 * exchanges that end it or change that.
 * <p>
 * Changed on the session's event loop only, when the server has agreed; readable from any thread.
 */
public final class SessionTransactions {

    private final Session session;
    private final PreparedStatements statements;
    private final Runnable touched;
    private final Consumer<String> changesSession;
    private final TwoPhase twoPhase;
    private final BlockStack blocks = new BlockStack();

    private volatile boolean autocommit = true;
    private volatile TransactionOptions options = TransactionOptions.defaults();

    /**
     * @param touched called when settings of the session on the server are no longer as a new one's
     * @param changesSession told before what needs a session of its own, by its name; throws where there is none
     */
    public SessionTransactions(Session session, PreparedStatements statements, Runnable touched,
            Consumer<String> changesSession) {
        this.session = session;
        this.changesSession = changesSession;
        this.statements = statements;
        this.touched = touched;
        this.twoPhase = new TwoPhase(this);
    }

    public boolean autocommit() {
        return autocommit;
    }

    /** What transactions that begin by themselves are like; in autocommit, the session's defaults. */
    public TransactionOptions options() {
        return options;
    }

    /** Two-phase commit on this session. */
    public TwoPhase twoPhase() {
        return twoPhase;
    }

    /** The blocks that are open. */
    BlockStack blocks() {
        return blocks;
    }

    Session session() {
        return session;
    }

    public ConnectionStatus status() {
        if (twoPhase.isPrepared()) {
            return ConnectionStatus.PREPARED;
        }
        TransactionStatus server = session.transactionStatus();
        boolean open = server == TransactionStatus.INTRANS || server == TransactionStatus.INERROR;
        return open && !autocommit ? ConnectionStatus.BEGIN : ConnectionStatus.READY;
    }

    /** Whether all is as in a new session, as far as this side keeps it. */
    public boolean isPristine() {
        return autocommit && blocks.isEmpty() && !twoPhase.isUnderWay();
    }

    /** Runs the task when the transaction that is open has been committed, and never otherwise. */
    public void afterCommit(Runnable task) {
        blocks.afterCommit(task);
    }

    /** As in a new session again: in autocommit, with the server's defaults. */
    public void forget() {
        session.run(() -> {
            autocommit = true;
            options = TransactionOptions.defaults();
            twoPhase.forget();
            blocks.clear();
            session.beginImplicitly(null);
        });
    }

    /** Refuses statements while a transaction waits for its second phase. */
    public void requireStatementsAllowed() {
        twoPhase.refuseWhenPrepared("a statement");
    }

    /** Commits what is open; without effect where nothing is. */
    public Exchange commit(Completion<Void> completion) {
        return end("commit", "COMMIT", completion);
    }

    /** Rolls back what is open; without effect where nothing is. */
    public Exchange rollback(Completion<Void> completion) {
        return end("rollback", "ROLLBACK", completion);
    }

    private Exchange end(String name, String sql, Completion<Void> completion) {
        return commands(Knowledge.STATE, "executing \"" + sql + "\"", state -> {
            twoPhase.refuseDuring(name);
            blocks.refuseInside(name);
            return state == TransactionIndicator.IDLE ? List.of() : List.of(sql);
        }, completion);
    }

    /** Sets what transactions are like, and whether they begin by themselves. Refused inside a transaction. */
    public Exchange setSession(UnaryOperator<TransactionOptions> change, UnaryOperator<Boolean> mode,
            Completion<Void> completion) {
        Settings wanted = new Settings();
        return commands(Knowledge.EVERYTHING, "setting the session", state -> {
            twoPhase.refuseWhenPrepared("setSession");
            if (state != TransactionIndicator.IDLE) {
                throw new ProgrammingException(
                        "setSession cannot be used inside a transaction: commit it or roll it back first");
            }
            return wanted.from(change, mode);
        }, wanted.then(completion));
    }

    /** As psycopg: rolls back what is open, leaves autocommit. */
    public Exchange setIsolationLevel(IsolationLevel level, Completion<Void> completion) {
        Settings wanted = new Settings();
        return commands(Knowledge.EVERYTHING, "setting the isolation level", state -> {
            twoPhase.refuseDuring("setIsolationLevel");
            blocks.refuseInside("setIsolationLevel");
            return afterRollback(state, wanted.from(current -> current.isolation(level), current -> false));
        }, wanted.then(completion));
    }

    /**
     * Sets {@code client_encoding}. Java's strings are sent and read as UTF-8, so that nothing but UTF8 is safe.
     *
     * @throws NotSupportedException for another one
     */
    public Exchange setClientEncoding(String encoding, Completion<Void> completion) {
        String name = encoding.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (!name.equals("UTF8") && !name.equals("UNICODE")) {
            throw new NotSupportedException("client_encoding must be UTF8: Java's strings are sent and read as UTF-8, and the "
                    + "server converts to the database's own encoding");
        }
        return commands(Knowledge.EVERYTHING, "setting client_encoding", state -> {
            twoPhase.refuseDuring("setClientEncoding");
            if ("UTF8".equals(session.parameter("client_encoding"))) {
                return List.of();
            }
            blocks.refuseInside("setClientEncoding");
            return afterRollback(state, List.of("SET client_encoding TO 'UTF8'"));
        }, completion);
    }

    /** Rolls back, and undoes all that statements have done to the session; the mode of autocommit stays. */
    public Exchange reset(Completion<Void> completion) {
        return commands(Knowledge.EVERYTHING, "resetting the session", state -> {
            changesSession.accept("reset");
            twoPhase.refuseWhenPrepared("reset");
            blocks.refuseInside("reset");
            return state == TransactionIndicator.IDLE ? List.of("DISCARD ALL") : List.of("ABORT", "DISCARD ALL");
        }, after(completion, () -> {
            twoPhase.forget();
            options = TransactionOptions.defaults();
            applyMode();
        }));
    }

    private static List<String> afterRollback(TransactionIndicator state, List<String> commands) {
        if (state == TransactionIndicator.IDLE) {
            return commands;
        }
        List<String> all = new ArrayList<>(List.of("ROLLBACK"));
        all.addAll(commands);
        return all;
    }

    private void applyMode() {
        session.beginImplicitly(autocommit ? null : TransactionSql.begin(options));
    }

    Exchange commands(Knowledge needs, String description, SessionCommands.Plan plan, Completion<? super Void> completion) {
        return new SessionCommands(needs, plan, description, statements, completion);
    }

    /** A completion that first takes note of the success. */
    static Completion<Void> after(Completion<? super Void> completion, Runnable success) {
        return new Completion<>() {
            @Override
            public void completed(Void result) {
                success.run();
                completion.completed(null);
            }

            @Override
            public void failed(PgException failure) {
                completion.failed(failure);
            }
        };
    }

    /** Settings that are wanted, and hold when the server has agreed. */
    private final class Settings {

        private TransactionOptions wanted;
        private boolean wantedAutocommit;

        /** What takes the session's defaults from what they are to what is wanted. */
        private List<String> from(UnaryOperator<TransactionOptions> change, UnaryOperator<Boolean> mode) {
            wanted = change.apply(options);
            wantedAutocommit = mode.apply(autocommit);
            List<String> commands = TransactionSql.setDefaults(inSession(autocommit, options),
                    inSession(wantedAutocommit, wanted));
            if (!commands.isEmpty()) {
                changesSession.accept("setting the session's modes");
                touched.run();
            }
            return commands;
        }

        /** Only in autocommit are the session's defaults set: else BEGIN names the modes. */
        private static TransactionOptions inSession(boolean autocommit, TransactionOptions options) {
            return autocommit ? options : TransactionOptions.defaults();
        }

        private Completion<Void> then(Completion<Void> completion) {
            return after(completion, () -> {
                options = wanted;
                autocommit = wantedAutocommit;
                applyMode();
            });
        }
    }
}
