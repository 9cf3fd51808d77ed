package io.quarkiverse.psycopg.runtime.driver.client;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.CommandTag;
import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.SqlContext;
import io.quarkiverse.psycopg.runtime.driver.exchange.Completion;
import io.quarkiverse.psycopg.runtime.driver.exchange.Exchange;
import io.quarkiverse.psycopg.runtime.driver.exchange.ResultSet;
import io.quarkiverse.psycopg.runtime.driver.notification.ChannelName;
import io.quarkiverse.psycopg.runtime.driver.notification.Payload;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/**
 * The statements that a pool and a connection have in common, over whatever session they run on.
 */
public abstract class StatementExecutor implements PgExecutor {

    private static final CommandTag EMPTY = new CommandTag("");

    /** Makes the exchange of one execution on the session that it was given. */
    @FunctionalInterface
    public interface Operation<R> {
        Exchange exchange(ClientSession session, Completion<R> completion);
    }

    /** A Uni that runs the operation once per subscription, and maps its outcome on the subscriber's context. */
    protected abstract <R, T> Uni<T> run(Operation<R> operation, Function<? super R, ? extends T> mapping);

    /** Runs one subscription of a statement. */
    protected abstract <R, T> void execute(StatementUni<R, T> statement, UniSubscriber<? super T> subscriber);

    @Override
    public SqlContext sqlContext() {
        return Literals.standalone();
    }

    @Override
    public Uni<CommandTag> execute(String sql, Args args) {
        if (args instanceof Args.None) {
            return this.<List<ResultSet>, CommandTag> run((session, completion) -> session.script(sql, false, completion),
                    StatementExecutor::lastTag);
        }
        return StatementUni.tag(this, sql, args);
    }

    private static CommandTag lastTag(List<ResultSet> results) {
        return results.isEmpty() ? EMPTY : results.get(results.size() - 1).tag();
    }

    @Override
    public <T> Uni<T> fetchOne(RowMapper<T> mapper, String sql, Args args) {
        return StatementUni.first(this, mapper, sql, args);
    }

    @Override
    public <T> Uni<List<T>> fetchAll(RowMapper<T> mapper, String sql, Args args) {
        return StatementUni.all(this, mapper, sql, args);
    }

    @Override
    public Uni<Void> notify(String channel, String payload) {
        return this.<CommandTag, Void> run((session, completion) -> session.own().notify(ChannelName.checked(channel),
                Payload.checked(payload), completion), tag -> null);
    }

    @Override
    public Uni<long[]> executeMany(String sql, Iterable<Args> entries) {
        return Uni.createFrom().deferred(() -> {
            Iterator<Args> iterator = entries.iterator();
            if (!iterator.hasNext()) {
                return Uni.createFrom().item(new long[0]);
            }
            return this.<long[], long[]> run((session, completion) -> session.many(sql, iterator, completion),
                    counts -> counts);
        });
    }
}
