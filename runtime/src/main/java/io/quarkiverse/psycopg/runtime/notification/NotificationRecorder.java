package io.quarkiverse.psycopg.runtime.notification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.notification.ChannelEvent;
import io.quarkiverse.psycopg.notification.Notification;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.quarkiverse.psycopg.types.JsonMapper;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;

/**
 * Called by the code that the build generates. It translates and delegates only.
 */
@Recorder
public class NotificationRecorder {

    /** One channel. */
    public RuntimeValue<ChannelKey> channel(String database, String name) {
        return new RuntimeValue<>(new ChannelKey(database, name));
    }

    /** One observer. */
    public RuntimeValue<ChannelObserver> observer(ObservedPayload payload, Class<?> type,
            RuntimeValue<ObserverMethod> method) {
        return new RuntimeValue<>(new ChannelObserver(payload, type, method.getValue()));
    }

    /**
     * The channels of this run.
     *
     * @param keys of the channels that are observed
     * @param observers of each of them, in the same order
     * @param injected the channels of injection points
     * @param json whether there is a bean that reads JSON
     */
    public RuntimeValue<ObservedChannels> channels(RuntimeValue<Databases> databases, List<RuntimeValue<ChannelKey>> keys,
            List<List<RuntimeValue<ChannelObserver>>> observers, List<RuntimeValue<ChannelKey>> injected, boolean json,
            Supplier<Vertx> vertx) {
        Map<ChannelKey, List<ChannelObserver>> byChannel = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            List<ChannelObserver> each = new ArrayList<>();
            observers.get(i).forEach(observer -> each.add(observer.getValue()));
            byChannel.put(keys.get(i).getValue(), each);
        }
        Set<ChannelKey> points = new HashSet<>();
        injected.forEach(key -> points.add(key.getValue()));
        PayloadDecoder decoder = new PayloadDecoder(
                json ? () -> Arc.container().instance(JsonMapper.class).get() : () -> JsonMapper.NONE);
        return new RuntimeValue<>(new ObservedChannels(databases.getValue(), byChannel, points, vertx, decoder));
    }

    /** Makes the bean of one channel's notifications. */
    public Function<SyntheticCreationalContext<Multi<Notification>>, Multi<Notification>> notifications(
            RuntimeValue<ObservedChannels> channels, RuntimeValue<ChannelKey> key) {
        return context -> channels.getValue().notifications(key.getValue());
    }

    /** Makes the bean of one channel's notifications and gaps. */
    public Function<SyntheticCreationalContext<Multi<ChannelEvent>>, Multi<ChannelEvent>> events(
            RuntimeValue<ObservedChannels> channels, RuntimeValue<ChannelKey> key) {
        return context -> channels.getValue().events(key.getValue());
    }
}
