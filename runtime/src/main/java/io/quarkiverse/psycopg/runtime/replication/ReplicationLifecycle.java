package io.quarkiverse.psycopg.runtime.replication;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Starts the streams after the application's own observers of the start, which may make what they need, and stops them before
 * its own observers of the end.
 */
@Singleton
public class ReplicationLifecycle {

    private static final int LAST = 10_000;
    private static final int FIRST = 1;

    @Inject
    ReplicationStreams streams;

    void start(@Observes @Priority(LAST) StartupEvent event) {
        streams.startAll();
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        streams.stopAll();
    }
}
