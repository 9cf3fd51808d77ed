package io.quarkiverse.psycopg.runtime.metrics;

import java.util.function.ToDoubleFunction;

import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.SlotStatus;
import io.quarkiverse.psycopg.runtime.replication.ReplicationStreams;
import io.quarkiverse.psycopg.runtime.replication.StreamFigures;
import io.quarkus.runtime.metrics.MetricsFactory;

/**
 * One replication stream's figures, read when the metrics are; those of its slot are at most some seconds old. A stream that
 * nobody has asked for counts as nothing.
 */
public final class StreamMetrics {

    private static final String PREFIX = "psycopg.replication.";
    private static final double NANOS = 1e9;

    private final ReplicationStreams streams;
    private final String name;

    /** Figures of the stream of that name. */
    public StreamMetrics(ReplicationStreams streams, String name) {
        this.streams = streams;
        this.name = name;
    }

    /** Registers them. */
    public void register(MetricsFactory factory) {
        gauge(factory, "streaming", "1 while changes come, or would if it were not paused", figures -> {
            ReplicationState state = figures.stream().state();
            return state == ReplicationState.STREAMING || state == ReplicationState.PAUSED ? 1 : 0;
        });
        gauge(factory, "lag.bytes", "WAL that is not acknowledged", figures -> figures.stream().positions().lagBytes());
        gauge(factory, "lag.seconds", "Age of the oldest transaction that is not acknowledged",
                figures -> figures.stream().lag().toNanos() / NANOS);
        gauge(factory, "slot.retained.bytes", "WAL that the server keeps for the slot",
                figures -> figures.slot().map(SlotStatus::retainedBytes).orElse(0L));
        gauge(factory, "slot.safe.bytes", "WAL that can be written before the slot is in danger; -1 for no bound",
                figures -> figures.slot().map(slot -> slot.safeWalSize().orElse(-1)).orElse(-1L));
        gauge(factory, "slot.active", "1 while somebody reads the slot",
                figures -> figures.slot().filter(SlotStatus::active).isPresent() ? 1 : 0);
    }

    private void gauge(MetricsFactory factory, String metric, String description, ToDoubleFunction<StreamFigures> figure) {
        factory.builder(PREFIX + metric).description(description).tag("stream", name)
                .buildGauge(() -> streams.figures(name).map(figure::applyAsDouble).orElse(0d));
    }
}
