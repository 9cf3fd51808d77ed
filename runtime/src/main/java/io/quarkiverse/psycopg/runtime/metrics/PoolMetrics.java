package io.quarkiverse.psycopg.runtime.metrics;

import java.util.function.Function;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.PoolStatistics;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * One pool's figures, read when the metrics are: a pool that nobody has used stays unmade and counts as nothing.
 */
public final class PoolMetrics {

    private static final String PREFIX = "psycopg.pool.";
    private static final PoolStatistics NOTHING = new PoolStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final Databases databases;
    private final String name;

    /** Figures of the pool of one database. */
    public PoolMetrics(Databases databases, String name) {
        this.databases = databases;
        this.name = name;
    }

    /** Registers them. */
    public void register(MetricsFactory factory) {
        connections(factory, "idle", PoolStatistics::idle);
        connections(factory, "used", PoolStatistics::inUse);
        connections(factory, "connecting", PoolStatistics::connecting);
        gauge(factory, "max", "Connections that may be open, 0 for no bound", PoolStatistics::maxSize);
        gauge(factory, "pending", "Callers that wait for a connection", PoolStatistics::pending);
        counter(factory, "acquired", "Connections handed out", PoolStatistics::acquired);
        counter(factory, "created", "Connections opened", PoolStatistics::created);
        counter(factory, "closed", "Connections closed", PoolStatistics::closed);
        counter(factory, "connect.failures", "Attempts to open a connection that failed", PoolStatistics::connectFailures);
        counter(factory, "acquire.timeouts", "Callers that gave up waiting for a connection",
                PoolStatistics::acquireTimeouts);
    }

    private void connections(MetricsFactory factory, String state, Function<PoolStatistics, Number> figure) {
        builder(factory, "connections", "Connections by state").tag("state", state)
                .buildGauge(() -> figure.apply(statistics()));
    }

    private void gauge(MetricsFactory factory, String metric, String description, Function<PoolStatistics, Number> figure) {
        builder(factory, metric, description).buildGauge(() -> figure.apply(statistics()));
    }

    private void counter(MetricsFactory factory, String metric, String description, Function<PoolStatistics, Number> figure) {
        builder(factory, metric, description).buildCounter(() -> figure.apply(statistics()));
    }

    private MetricsFactory.MetricBuilder builder(MetricsFactory factory, String metric, String description) {
        return factory.builder(PREFIX + metric).description(description).tag("database",
                DatabaseName.isDefault(name) ? "default" : name);
    }

    private PoolStatistics statistics() {
        return databases.existingPool(name).map(PgPool::statistics).orElse(NOTHING);
    }
}
