package io.quarkiverse.psycopg.runtime.driver.client;

import java.time.Duration;

import io.quarkiverse.psycopg.PgExecutor;
import io.quarkiverse.psycopg.RowMapper;
import io.quarkiverse.psycopg.SqlContext;

/**
 * A pool or connection with another deadline per operation; everything else is as there.
 */
public abstract class TimedExecutor extends StatementExecutor {

    private final PgExecutor whole;

    /** @param whole the pool or connection itself */
    protected TimedExecutor(PgExecutor whole) {
        this.whole = whole;
    }

    @Override
    public PgExecutor withTimeout(Duration timeout) {
        return whole.withTimeout(timeout);
    }

    @Override
    public <T> RowMapper<T> mapper(Class<T> type) {
        return whole.mapper(type);
    }

    @Override
    public SqlContext sqlContext() {
        return whole.sqlContext();
    }
}
