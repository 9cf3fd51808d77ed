package io.quarkiverse.psycopg;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The part of a connection that hands its statements to another one.
 */
abstract class ForwardingExecutor extends ForwardingScope implements PgExecutor {

    private final PgExecutor executor;

    /** @param executor what runs the statements */
    <D extends PgExecutor & AdaptationScope> ForwardingExecutor(D executor) {
        super(executor);
        this.executor = executor;
    }

    @Override
    public Uni<CommandTag> execute(String sql, Args args) {
        return executor.execute(sql, args);
    }

    @Override
    public <T> Uni<T> fetchOne(RowMapper<T> mapper, String sql, Args args) {
        return executor.fetchOne(mapper, sql, args);
    }

    @Override
    public <T> Uni<List<T>> fetchAll(RowMapper<T> mapper, String sql, Args args) {
        return executor.fetchAll(mapper, sql, args);
    }

    @Override
    public <T> Multi<T> stream(RowMapper<T> mapper, String sql, Args args) {
        return executor.stream(mapper, sql, args);
    }

    @Override
    public Uni<long[]> executeMany(String sql, Iterable<Args> entries) {
        return executor.executeMany(sql, entries);
    }

    @Override
    public Uni<List<PipelineOutcome>> pipeline(Consumer<Pipeline> block) {
        return executor.pipeline(block);
    }

    @Override
    public <T> RowMapper<T> mapper(Class<T> type) {
        return executor.mapper(type);
    }

    @Override
    public SqlContext sqlContext() {
        return executor.sqlContext();
    }

    @Override
    public Uni<Void> notify(String channel, String payload) {
        return executor.notify(channel, payload);
    }

    @Override
    public PgExecutor withTimeout(Duration timeout) {
        return executor.withTimeout(timeout);
    }
}
