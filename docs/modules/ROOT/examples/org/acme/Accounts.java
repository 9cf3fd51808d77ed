package org.acme;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.RetryPolicy;
import io.quarkiverse.psycopg.TransactionOptions;
import io.quarkiverse.psycopg.Xid;
import io.quarkiverse.psycopg.error.condition.UniqueViolationException;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Accounts {

    @Inject
    PgPool pool;

    private final AtomicInteger receipts = new AtomicInteger();

    public Uni<Void> create() {
        return pool.execute("CREATE TABLE accounts (name text PRIMARY KEY, balance numeric NOT NULL CHECK (balance >= 0))")
                .chain(() -> pool.execute("CREATE TABLE gifts (name text PRIMARY KEY)"))
                .chain(() -> pool.execute("INSERT INTO accounts VALUES ('Ala', 100), ('Olek', 0)")).replaceWithVoid();
    }

    // tag::retrying[]
    public Uni<Void> transfer(String from, String to, long amount) {
        return pool.retrying(RetryPolicy.defaults()).inTransaction(TransactionOptions.serializable(), conn -> conn
                .execute("UPDATE accounts SET balance = balance - %s WHERE name = %s", amount, from)
                .chain(() -> conn.execute("UPDATE accounts SET balance = balance + %s WHERE name = %s", amount, to))
                .invoke(() -> conn.afterCommit(receipts::incrementAndGet))
                .replaceWithVoid());
    }
    // end::retrying[]

    // tag::nested[]
    public Uni<Boolean> welcome(String name) {
        return pool.inTransaction(conn -> conn.execute("INSERT INTO accounts VALUES (%s, 0)", name)
                .chain(() -> conn.inTransaction(inner -> inner.execute("INSERT INTO gifts VALUES (%s)", name))
                        .replaceWith(true)
                        .onFailure(UniqueViolationException.class).recoverWithItem(false)));
    }
    // end::nested[]

    // tag::implicit[]
    public Uni<Long> closeEmpty() {
        return pool.withConnection(conn -> conn.setSession(TransactionOptions.defaults(), false)
                .chain(() -> conn.execute("DELETE FROM gifts WHERE name IN (SELECT name FROM accounts WHERE balance = 0)"))
                .chain(() -> conn.execute("DELETE FROM accounts WHERE balance = 0"))
                .call(conn::commit)
                .map(tag -> tag.rowCount()));
    }
    // end::implicit[]

    // tag::two-phase[]
    public Uni<Void> deposit(String name, long amount, Uni<Void> otherSystem) {
        Xid xid = Xid.of(1, "deposit for " + name, "accounts");
        return pool.withConnection(conn -> conn.autocommit(false)
                .chain(() -> conn.tpcBegin(xid))
                .chain(() -> conn.execute("UPDATE accounts SET balance = balance + %s WHERE name = %s", amount, name))
                .chain(conn::tpcPrepare)
                .chain(() -> otherSystem)
                .chain(() -> conn.tpcCommit())
                .onFailure().call(() -> conn.tpcRollback().onFailure().recoverWithNull()));
    }
    // end::two-phase[]

    // tag::recover[]
    public Uni<List<Xid>> rollBackForgotten(PgConnection conn) {
        return conn.tpcRecover()
                .map(all -> all.stream().filter(xid -> xid.gtrid().startsWith("deposit for ")).toList())
                .call(mine -> Uni.join().all(mine.stream().map(conn::tpcRollback).toList()).andFailFast());
    }
    // end::recover[]

    int receipts() {
        return receipts.get();
    }

    public Uni<Long> balance(String name) {
        return pool.fetchOne("SELECT balance FROM accounts WHERE name = %s", name).map(row -> row.getLong(0));
    }
}
