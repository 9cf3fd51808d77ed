package io.quarkiverse.psycopg.deployment.notification;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * What the application names channels for.
 */
public final class ChannelsBuildItem extends SimpleBuildItem {

    private final List<NotificationObserver> observers;
    private final List<ChannelInjection> injections;

    ChannelsBuildItem(List<NotificationObserver> observers, List<ChannelInjection> injections) {
        this.observers = List.copyOf(observers);
        this.injections = List.copyOf(injections);
    }

    /** In the order in which they are called. */
    List<NotificationObserver> observers() {
        return observers;
    }

    List<ChannelInjection> injections() {
        return injections;
    }
}
