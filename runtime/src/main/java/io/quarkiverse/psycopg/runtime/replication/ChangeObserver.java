package io.quarkiverse.psycopg.runtime.replication;

import java.util.Optional;

import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * One observer of a stream.
 *
 * @param event what it observes
 * @param method calls it
 * @param record the record that it wants rows as; empty where it takes them as they are
 */
public record ChangeObserver(ObservedEvent event, ObserverMethod method, Optional<ObservedRecord> record) {

    /** One that takes rows as they are. */
    public ChangeObserver(ObservedEvent event, ObserverMethod method) {
        this(event, method, Optional.empty());
    }

    String place() {
        return method.place();
    }

    /** Whether this event is for it. */
    boolean wants(Object candidate) {
        return event.type().isInstance(candidate)
                && (record.isEmpty() || record.get().isOf((RowChange<?>) candidate));
    }

    Uni<Void> call(Context context, Object candidate) {
        return method.call(context, record.isEmpty() ? candidate : record.get().map((RowChange<?>) candidate));
    }
}
