package io.quarkiverse.psycopg.runtime.metrics;

import java.util.function.Function;

import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.notification.ListenerStatistics;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * Figures of the connection that listens to one database, read when the metrics are.
 */
public final class ListenerMetrics {

    private static final String PREFIX = "psycopg.listener.";

    private final Databases databases;
    private final String name;

    /** Figures of the listener of one database. */
    public ListenerMetrics(Databases databases, String name) {
        this.databases = databases;
        this.name = name;
    }

    /** Registers them. */
    public void register(MetricsFactory factory) {
        gauge(factory, "listening", "1 while all channels are in effect", s -> s.state() == ListenerState.LISTENING ? 1 : 0);
        gauge(factory, "channels", "Channels that somebody listens to", ListenerStatistics::channels);
        gauge(factory, "buffered", "Notifications that were not taken yet", ListenerStatistics::buffered);
        gauge(factory, "buffer.fill", "Fill of the fullest buffer, from 0 to 1", ListenerStatistics::fill);
        gauge(factory, "server.queue", "Fill of the server's queue of notifications, from 0 to 1",
                ListenerStatistics::serverQueue);
        counter(factory, "received", "Notifications received", ListenerStatistics::received);
        counter(factory, "dropped", "Notifications that a full buffer had no room for", ListenerStatistics::dropped);
        counter(factory, "losses", "Losses of the connection", ListenerStatistics::losses);
    }

    private void gauge(MetricsFactory factory, String metric, String description,
            Function<ListenerStatistics, Number> figure) {
        builder(factory, metric, description).buildGauge(() -> figure.apply(statistics()));
    }

    private void counter(MetricsFactory factory, String metric, String description,
            Function<ListenerStatistics, Number> figure) {
        builder(factory, metric, description).buildCounter(() -> figure.apply(statistics()));
    }

    private MetricsFactory.MetricBuilder builder(MetricsFactory factory, String metric, String description) {
        return factory.builder(PREFIX + metric).description(description).tag("database",
                DatabaseName.isDefault(name) ? "default" : name);
    }

    private ListenerStatistics statistics() {
        return databases.existingPool(name).map(PgPool::listenerStatistics).orElse(ListenerStatistics.NONE);
    }
}
