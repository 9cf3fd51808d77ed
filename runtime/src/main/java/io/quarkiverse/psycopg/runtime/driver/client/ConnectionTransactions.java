package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ConnectionStatus;
import io.quarkiverse.psycopg.IsolationLevel;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgTransactions;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.TransactionStatus;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.transaction.RetryingTransactions;
import io.quarkiverse.psycopg.runtime.driver.transaction.TransactionBlock;
import io.quarkiverse.psycopg.runtime.driver.transaction.TwoPhase;
import io.smallrye.mutiny.Uni;

/**
 * The transactions of a connection: blocks, DB-API's implicit ones, and those of two phases.
 */
abstract class ConnectionTransactions extends ConnectionAttributes {

    ConnectionTransactions(ClientSession client) {
        super(client);
    }

    /** Runs what steers transactions. */
    private Uni<Void> control(Function<Completion<Void>, Exchange> exchange) {
        return this.<Void, Void> run((session, completion) -> exchange.apply(completion), done -> done);
    }

    private <T> Uni<T> block(TransactionOptions options, boolean mayNest, Function<PgConnection, Uni<T>> work) {
        return TransactionBlock.run(this, client().transactions(), this::control, options, mayNest, work);
    }

    @Override
    public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
        return block(options, true, work);
    }

    @Override
    public PgTransactions retrying(RetryPolicy policy) {
        return new RetryingTransactions(new PgTransactions() {
            @Override
            public <T> Uni<T> inTransaction(TransactionOptions options, Function<PgConnection, Uni<T>> work) {
                return block(options, false, work);
            }

            @Override
            public PgTransactions retrying(RetryPolicy other) {
                return ConnectionTransactions.this.retrying(other);
            }
        }, policy);
    }

    @Override
    public void afterCommit(Runnable task) {
        open().transactions().afterCommit(task);
    }

    @Override
    public Uni<Void> autocommit(boolean on) {
        return control(completion -> client().transactions().setSession(UnaryOperator.identity(), mode -> on, completion));
    }

    @Override
    public boolean autocommit() {
        return client().transactions().autocommit();
    }

    @Override
    public Uni<Void> commit() {
        return control(client().transactions()::commit);
    }

    @Override
    public Uni<Void> rollback() {
        return control(client().transactions()::rollback);
    }

    @Override
    public Uni<Void> setSession(TransactionOptions options) {
        return control(completion -> client().transactions().setSession(old -> options, UnaryOperator.identity(), completion));
    }

    @Override
    public Uni<Void> setSession(TransactionOptions options, boolean autocommit) {
        return control(completion -> client().transactions().setSession(old -> options, mode -> autocommit, completion));
    }

    @Override
    public Uni<Void> setIsolationLevel(IsolationLevel level) {
        return control(completion -> client().transactions().setIsolationLevel(level, completion));
    }

    @Override
    public TransactionOptions transactionOptions() {
        return client().transactions().options();
    }

    @Override
    public Uni<Void> setClientEncoding(String encoding) {
        return control(completion -> client().transactions().setClientEncoding(encoding, completion));
    }

    @Override
    public Uni<Void> reset() {
        return control(client().transactions()::reset);
    }

    @Override
    public TransactionStatus transactionStatus() {
        return client().session().transactionStatus();
    }

    @Override
    public Uni<Void> tpcBegin(Xid xid) {
        return control(completion -> client().transactions().twoPhase().begin(xid, completion));
    }

    @Override
    public Uni<Void> tpcPrepare() {
        return control(client().transactions().twoPhase()::prepare);
    }

    @Override
    public Uni<Void> tpcCommit() {
        return control(client().transactions().twoPhase()::commit);
    }

    @Override
    public Uni<Void> tpcCommit(Xid xid) {
        return control(completion -> client().transactions().twoPhase().commit(xid, completion));
    }

    @Override
    public Uni<Void> tpcRollback() {
        return control(client().transactions().twoPhase()::rollback);
    }

    @Override
    public Uni<Void> tpcRollback(Xid xid) {
        return control(completion -> client().transactions().twoPhase().rollback(xid, completion));
    }

    @Override
    public Uni<List<Xid>> tpcRecover() {
        return Uni.createFrom().deferred(() -> {
            open().transactions().twoPhase().refuseWhenPrepared("tpcRecover");
            boolean alone = status() == ConnectionStatus.READY && !autocommit();
            Uni<List<Xid>> found = fetchAll(
                    row -> Xid.fromString(row.getString(0)).recovered(row.get(1, OffsetDateTime.class), row.getString(2),
                            row.getString(3)),
                    TwoPhase.RECOVER, Args.none());
            return alone ? found.onItemOrFailure().call(() -> rollback()) : found;
        });
    }
}
