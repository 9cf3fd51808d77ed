package io.quarkiverse.psycopg.runtime.notification;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Listens from behind the application's own observers of the start, which may make what its observers need, to before its own
 * observers of the end.
 */
@Singleton
public class NotificationLifecycle {

    private static final int LAST = 10_000;
    private static final int FIRST = 1;

    @Inject
    ObservedChannels channels;

    void start(@Observes @Priority(LAST) StartupEvent event) {
        channels.start();
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        channels.stop();
    }
}
