package io.quarkiverse.psycopg.runtime.replication;

import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * One observer of a stream.
 *
 * @param event what it observes
 * @param method calls it
 */
public record ChangeObserver(ObservedEvent event, ObserverMethod method) {

    String place() {
        return method.place();
    }

    /** Whether this event is for it. */
    boolean wants(Object candidate) {
        return event.type().isInstance(candidate);
    }

    Uni<Void> call(Context context, Object candidate) {
        return method.call(context, candidate);
    }
}
