package io.quarkiverse.psycopg.deployment.notification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;

import io.quarkiverse.psycopg.deployment.ConfiguredDatabasesBuildItem;
import io.quarkiverse.psycopg.deployment.DatabaseUseBuildItem;
import io.quarkiverse.psycopg.deployment.DatabasesBuildItem;
import io.quarkiverse.psycopg.deployment.JsonMapperBuildItem;
import io.quarkiverse.psycopg.deployment.observer.DriverObserver;
import io.quarkiverse.psycopg.notification.PgChannel;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.notification.ChannelKey;
import io.quarkiverse.psycopg.runtime.notification.ChannelObserver;
import io.quarkiverse.psycopg.runtime.notification.NotificationLifecycle;
import io.quarkiverse.psycopg.runtime.notification.NotificationRecorder;
import io.quarkiverse.psycopg.runtime.notification.ObservedChannels;
import io.quarkiverse.psycopg.runtime.notification.ObservedPayload;
import io.quarkiverse.psycopg.runtime.observer.ObserverRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;
import io.smallrye.mutiny.Multi;

/**
 * Finds observers and injection points of channels and wires them.
 */
class NotificationProcessor {

    /** ArC takes an annotation for a qualifier only if it is in its index. */
    @BuildStep
    AdditionalBeanBuildItem registerBeans() {
        return AdditionalBeanBuildItem.builder().addBeanClasses(PgChannel.class, NotificationLifecycle.class)
                .setUnremovable().build();
    }

    @BuildStep
    ChannelsBuildItem collectChannels(BeanDiscoveryFinishedBuildItem beans) {
        List<NotificationObserver> observers = NotificationObserver.allOf(beans.getObservers());
        observers.sort(Comparator.comparing(NotificationObserver::observer, DriverObserver.order()));
        return new ChannelsBuildItem(observers, ChannelInjection.allOf(beans.getInjectionPoints()));
    }

    @BuildStep
    void collectDatabases(ChannelsBuildItem channels, BuildProducer<DatabaseUseBuildItem> uses) {
        Set<String> names = new TreeSet<>();
        channels.observers().forEach(observer -> names.add(observer.channel().database()));
        channels.injections().forEach(injection -> names.add(injection.channel().database()));
        names.forEach(name -> uses.produce(new DatabaseUseBuildItem(name)));
    }

    @BuildStep
    void validateChannels(ChannelsBuildItem channels, JsonMapperBuildItem json, ConfiguredDatabasesBuildItem configured,
            CombinedIndexBuildItem index, BuildProducer<ValidationErrorBuildItem> errors) {
        List<String> sentences = new ArrayList<>();
        for (NotificationObserver observer : channels.observers()) {
            Stream.concat(observer.problems(json.present()).stream(), unknown(observer.channel(), configured))
                    .forEach(problem -> sentences.add(observer.subject() + problem));
        }
        for (ChannelInjection injection : channels.injections()) {
            Stream.concat(Channel.problem(injection.channel()).stream(), unknown(injection.channel(), configured))
                    .forEach(problem -> sentences.add(injection.subject() + problem));
        }
        sentences.addAll(new PayloadHierarchy(index.getIndex()).problems(channels.observers()));
        sentences.forEach(sentence -> errors.produce(new ValidationErrorBuildItem(new ConfigurationException(sentence))));
    }

    private static Stream<String> unknown(ChannelKey key, ConfiguredDatabasesBuildItem configured) {
        String name = key.database();
        return DatabaseName.isDefault(name) || configured.names().contains(name) ? Stream.empty()
                : Stream.of("names a database that is not configured: set " + DatabaseName.property(name, "url")
                        + ", or in dev and test mode " + DatabaseName.property(name, "devservices.enabled") + "=true");
    }

    @BuildStep
    void registerPayloads(ChannelsBuildItem channels, BuildProducer<ReflectiveHierarchyBuildItem> classes) {
        channels.observers().stream().filter(NotificationObserver::isObject).map(NotificationObserver::type).distinct()
                .forEach(type -> classes.produce(ReflectiveHierarchyBuildItem.builder(type)
                        .source(NotificationProcessor.class.getSimpleName()).build()));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void registerChannels(NotificationRecorder recorder, ObserverRecorder methods, RecorderContext context,
            ChannelsBuildItem channels, InvokerFactoryBuildItem invokers, DatabasesBuildItem databases,
            JsonMapperBuildItem json, CoreVertxBuildItem vertx, BuildProducer<SyntheticBeanBuildItem> produced) {
        Map<ChannelKey, List<RuntimeValue<ChannelObserver>>> observers = new LinkedHashMap<>();
        for (NotificationObserver observer : channels.observers()) {
            if (observer.problems(json.present()).isEmpty()) {
                ObservedPayload payload = observer.payload().orElseThrow();
                Class<?> type = payload == ObservedPayload.OBJECT ? context.classProxy(observer.type().name().toString())
                        : payload.type();
                observers.computeIfAbsent(observer.channel(), key -> new ArrayList<>()).add(
                        recorder.observer(payload, type, observer.observer().record(methods, context, invokers)));
            }
        }
        Map<ChannelKey, RuntimeValue<ChannelKey>> keys = new LinkedHashMap<>();
        observers.keySet().forEach(key -> keys.put(key, recorder.channel(key.database(), key.name())));
        List<RuntimeValue<ChannelKey>> observed = List.copyOf(keys.values());
        channels.injections().forEach(injection -> keys.computeIfAbsent(injection.channel(),
                key -> recorder.channel(key.database(), key.name())));
        List<RuntimeValue<ChannelKey>> injected = channels.injections().stream().map(i -> keys.get(i.channel())).distinct()
                .toList();
        RuntimeValue<ObservedChannels> all = recorder.channels(databases.databases(), observed,
                List.copyOf(observers.values()), injected, json.present(), vertx.getVertx());
        produced.produce(SyntheticBeanBuildItem.configure(ObservedChannels.class).scope(Singleton.class).unremovable()
                .runtimeValue(all).setRuntimeInit().done());
        channels.injections().stream().map(injection -> new ChannelInjection(injection.channel(), injection.gaps(), ""))
                .distinct().forEach(injection -> produced.produce(
                        stream(recorder, all, injection, keys.get(injection.channel()))));
    }

    private static SyntheticBeanBuildItem stream(NotificationRecorder recorder, RuntimeValue<ObservedChannels> all,
            ChannelInjection injection, RuntimeValue<ChannelKey> key) {
        ChannelKey channel = injection.channel();
        SyntheticBeanBuildItem.ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(Multi.class)
                .types(injection.gaps() ? ChannelInjection.EVENTS : ChannelInjection.NOTIFICATIONS).scope(Singleton.class)
                .identifier((injection.gaps() ? "events_" : "notifications_") + channel.database() + "_" + channel.name())
                .addQualifier(AnnotationInstance.builder(PgChannel.class).value(channel.name())
                        .add("database", channel.database()).build());
        return (injection.gaps() ? bean.createWith(recorder.events(all, key))
                : bean.createWith(recorder.notifications(all, key))).setRuntimeInit().done();
    }
}
