package io.quarkiverse.psycopg.deployment.replication;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The observers of replication streams, in the order in which they are called.
 */
public final class ReplicationObserversBuildItem extends SimpleBuildItem {

    private final List<ReplicationObserver> observers;

    ReplicationObserversBuildItem(List<ReplicationObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    List<ReplicationObserver> observers() {
        return observers;
    }
}
