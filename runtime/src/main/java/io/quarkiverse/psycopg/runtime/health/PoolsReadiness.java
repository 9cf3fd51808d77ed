package io.quarkiverse.psycopg.runtime.health;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.psycopg.notification.ListenerState;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Ready while every pool that the application uses gets an answer from its database, and what it listens to is in effect; else
 * down, with each pool's reason.
 */
@Readiness
@ApplicationScoped
public class PoolsReadiness implements AsyncHealthCheck {

    /** How long a database may take to answer before it counts as down. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String UP = "up";

    private final Databases databases;

    /** A check of these databases. */
    @Inject
    public PoolsReadiness(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Set<String> names = databases.inUse();
        if (names.isEmpty()) {
            return Uni.createFrom().item(response(List.of()));
        }
        return Uni.join().all(names.stream().map(this::ask).toList()).andCollectFailures().map(PoolsReadiness::response);
    }

    private Uni<Answer> ask(String name) {
        return Uni.createFrom().deferred(() -> databases.pool(name).fetchOne("SELECT 1"))
                .map(row -> new Answer(name, listening(name)))
                .ifNoItem().after(PATIENCE).recoverWithItem(new Answer(name, "no answer within " + PATIENCE.toSeconds() + " s"))
                .onFailure().recoverWithItem(e -> new Answer(name, reason(e)));
    }

    private String listening(String name) {
        ListenerState state = databases.pool(name).listenerStatistics().state();
        return state == ListenerState.CONNECTING || state == ListenerState.RETRYING
                ? "does not listen to notifications: " + state.name().toLowerCase(Locale.ROOT)
                : UP;
    }

    /** The message, and that of the cause where there is one: a pool that timed out knows why it could not connect. */
    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null || message.contains(cause.getMessage()) ? message
                : message + ": " + cause.getMessage();
    }

    private static HealthCheckResponse response(List<Answer> answers) {
        HealthCheckResponseBuilder builder = HealthCheckResponse.named("PostgreSQL connections (psycopg)");
        answers.forEach(a -> builder.withData(DatabaseName.isDefault(a.name()) ? "default" : a.name(), a.text()));
        return builder.status(answers.stream().allMatch(a -> a.text().equals(UP))).build();
    }

    /** What one database answered. */
    private record Answer(String name, String text) {
    }
}
