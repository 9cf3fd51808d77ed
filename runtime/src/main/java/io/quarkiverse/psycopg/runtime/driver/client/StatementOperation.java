package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.function.Supplier;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ExtendedQuery;

/**
 * One statement by the extended protocol, of which the text is known: the only kind of operation that can share a session with
 * others.
 *
 * @param <R> what the exchange gives
 */
public final class StatementOperation<R> implements StatementExecutor.Operation<R> {

    private final String sql;
    private final Args args;
    private final Supplier<ExtendedQuery.Result<R>> result;

    /** @param result makes what collects the rows of one execution */
    StatementOperation(String sql, Args args, Supplier<ExtendedQuery.Result<R>> result) {
        this.sql = sql;
        this.args = args;
        this.result = result;
    }

    /** The statement as the caller wrote it. */
    public String sql() {
        return sql;
    }

    @Override
    public Exchange exchange(ClientSession session, Completion<R> completion) {
        return session.query(sql, args, result.get(), completion);
    }
}
