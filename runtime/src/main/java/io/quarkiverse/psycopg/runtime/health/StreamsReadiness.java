package io.quarkiverse.psycopg.runtime.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.runtime.replication.ReplicationStreams;
import io.quarkiverse.psycopg.runtime.replication.StreamFigures;

/**
 * Ready while no replication stream that the application uses has failed or lost its connection; with each stream's state, lag
 * and slot. One that waits for another instance is ready: it is there to take over.
 */
@Readiness
@ApplicationScoped
public class StreamsReadiness implements HealthCheck {

    private static final double NANOS = 1e9;

    private final ReplicationStreams streams;

    /** A check of these streams. */
    @Inject
    public StreamsReadiness(ReplicationStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> names = streams.made();
        HealthCheckResponseBuilder builder = HealthCheckResponse.named("PostgreSQL replication streams (psycopg)");
        List<Boolean> broken = new ArrayList<>();
        names.forEach(name -> streams.figures(name).ifPresent(figures -> {
            ReplicationState state = figures.stream().state();
            broken.add(state == ReplicationState.FAILED || state == ReplicationState.RETRYING);
            builder.withData(name, text(state, figures));
        }));
        return builder.status(!broken.contains(true)).build();
    }

    private static String text(ReplicationState state, StreamFigures figures) {
        ReplicationStream stream = figures.stream();
        String failure = stream.failure().map(e -> ": " + e.getMessage()).orElse("");
        String slot = figures.slot().map(told -> "; slot " + (told.active() ? "active" : "inactive") + told.walStatus()
                .map(status -> ", WAL " + status).orElse("") + ", " + told.retainedBytes() + " bytes kept"
                + (told.safeWalSize().isPresent() ? ", " + told.safeWalSize().getAsLong() + " bytes safe" : "")).orElse("");
        return state.name().toLowerCase(Locale.ROOT) + failure + "; " + stream.positions().lagBytes() + " bytes and "
                + String.format(Locale.ROOT, "%.1f", stream.lag().toNanos() / NANOS) + " s behind" + slot;
    }
}
