package io.quarkiverse.psycopg.runtime.notification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The channels that an application names, for one run of it. Safe for use from any thread.
 */
public final class ObservedChannels {

    private final Databases databases;
    private final Map<ChannelKey, List<ChannelObserver>> observers;
    private final Set<ChannelKey> injected;
    private final Supplier<Vertx> vertx;
    private final PayloadDecoder decoder;
    private final List<ChannelDispatcher> dispatchers = new ArrayList<>();

    /**
     * @param observers by channel, in the order in which they are called
     * @param injected the channels of injection points
     */
    ObservedChannels(Databases databases, Map<ChannelKey, List<ChannelObserver>> observers, Set<ChannelKey> injected,
            Supplier<Vertx> vertx, PayloadDecoder decoder) {
        this.databases = databases;
        this.observers = observers;
        this.injected = injected;
        this.vertx = vertx;
        this.decoder = decoder;
    }

    /** A channel's notifications. */
    Multi<Notification> notifications(ChannelKey key) {
        return Multi.createFrom().deferred(() -> databases.pool(key.database()).listen(resolve(key)));
    }

    /** A channel's notifications and gaps. */
    Multi<ChannelEvent> events(ChannelKey key) {
        return Multi.createFrom().deferred(() -> databases.pool(key.database()).listenWithGaps(resolve(key)));
    }

    private static String resolve(ChannelKey key) {
        return key.resolve(ConfigProvider.getConfig());
    }

    /** Checks all names, then listens to what is observed in the databases that are active. */
    synchronized void start() {
        Config config = ConfigProvider.getConfig();
        injected.stream().filter(this::isActive).forEach(key -> {
            key.resolve(config);
            databases.requireListener(key.database());
        });
        Map<String, Context> contexts = new HashMap<>();
        observers.forEach((key, list) -> {
            if (isActive(key)) {
                databases.requireListener(key.database());
                ChannelDispatcher dispatcher = new ChannelDispatcher(vertx.get(), key.resolve(config), list, decoder);
                dispatchers.add(dispatcher);
                // one loop for all observers of a database and their listener: nothing changes threads on its way
                dispatcher.start(databases.pool(key.database()), contexts.computeIfAbsent(key.database(),
                        name -> ObserverMethod.newContext(vertx.get())));
            }
        });
    }

    private boolean isActive(ChannelKey key) {
        return databases.active(key.database()).value();
    }

    /** Listens no more. */
    synchronized void stop() {
        dispatchers.forEach(ChannelDispatcher::stop);
        dispatchers.clear();
    }
}
