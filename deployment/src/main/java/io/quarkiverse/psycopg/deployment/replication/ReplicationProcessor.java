package io.quarkiverse.psycopg.deployment.replication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.psycopg.deployment.DatabasesBuildItem;
import io.quarkiverse.psycopg.deployment.PsycopgBuildTimeConfig;
import io.quarkiverse.psycopg.deployment.adaptation.MappedTypesBuildItem;
import io.quarkiverse.psycopg.deployment.observer.DriverObserver;
import io.quarkiverse.psycopg.replication.PgReplication;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.quarkiverse.psycopg.runtime.observer.ObserverRecorder;
import io.quarkiverse.psycopg.runtime.replication.ChangeObserver;
import io.quarkiverse.psycopg.runtime.replication.ObservedEvent;
import io.quarkiverse.psycopg.runtime.replication.ReplicationLifecycle;
import io.quarkiverse.psycopg.runtime.replication.ReplicationRecorder;
import io.quarkiverse.psycopg.runtime.replication.ReplicationStreams;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.metrics.MetricsFactoryConsumerBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;
import io.vertx.core.Vertx;

/**
 * Finds observers and injection points of replication streams and wires them.
 */
class ReplicationProcessor {

    private static final DotName QUALIFIER = DotName.createSimple(PgReplication.class);
    /** By name: the class needs what applications without SmallRye Health do not have. */
    private static final String READINESS = "io.quarkiverse.psycopg.runtime.health.StreamsReadiness";
    private static final DotName STREAM = DotName.createSimple(ReplicationStream.class);

    /** ArC takes an annotation for a qualifier only if it is in its index. */
    @BuildStep
    AdditionalBeanBuildItem registerBeans() {
        return AdditionalBeanBuildItem.builder().addBeanClasses(PgReplication.class, ReplicationLifecycle.class)
                .setUnremovable().build();
    }

    @BuildStep
    ReplicationObserversBuildItem collectObservers(BeanDiscoveryFinishedBuildItem beans) {
        List<ReplicationObserver> observers = ReplicationObserver.allOf(beans.getObservers());
        observers.sort(Comparator.comparing(ReplicationObserver::observer, DriverObserver.order()));
        return new ReplicationObserversBuildItem(observers);
    }

    @BuildStep
    void validateObservers(ReplicationObserversBuildItem found, MappedTypesBuildItem mapped,
            BuildProducer<ValidationErrorBuildItem> errors) {
        for (ReplicationObserver observer : found.observers()) {
            for (String problem : observer.problems(mapped)) {
                errors.produce(new ValidationErrorBuildItem(new ConfigurationException("observer "
                        + observer.observer().place()
                        + " of @PgReplication(\"" + observer.stream() + "\") " + problem)));
            }
        }
    }

    /** By the configuration: what the beans say is known too late for one that is added. */
    @BuildStep
    void addReadiness(Capabilities capabilities, PsycopgBuildTimeConfig config, BuildProducer<HealthBuildItem> checks) {
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH) && areStreamsConfigured()) {
            checks.produce(new HealthBuildItem(READINESS, config.healthEnabled()));
        }
    }

    private static boolean areStreamsConfigured() {
        return StreamSupport.stream(ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
                .anyMatch(key -> key.startsWith(DatabaseName.PREFIX) && key.contains("replication."));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void registerStreams(ReplicationRecorder recorder, ObserverRecorder methods, RecorderContext context,
            ReplicationObserversBuildItem found, MappedTypesBuildItem mapped, BeanDiscoveryFinishedBuildItem beans,
            InvokerFactoryBuildItem invokers, DatabasesBuildItem databases,
            CoreVertxBuildItem vertx, PsycopgBuildTimeConfig config,
            BuildProducer<SyntheticBeanBuildItem> produced, BuildProducer<MetricsFactoryConsumerBuildItem> metrics) {
        Map<String, List<RuntimeValue<ChangeObserver>>> observers = new HashMap<>();
        for (ReplicationObserver observer : found.observers()) {
            if (observer.problems(mapped).isEmpty()) {
                RuntimeValue<ObserverMethod> method = observer.observer().record(methods, context, invokers);
                ObservedEvent event = observer.event().orElseThrow();
                observers.computeIfAbsent(observer.stream(), name -> new ArrayList<>())
                        .add(observer.record().map(type -> recorder.observer(event, method, context.classProxy(type.toString()),
                                mapped.table(type).orElseThrow(), databases.databases()))
                                .orElseGet(() -> recorder.observer(event, method)));
            }
        }
        Supplier<Vertx> supplier = vertx.getVertx();
        RuntimeValue<ReplicationStreams> streams = recorder.streams(databases.databases(), observers, supplier);
        produced.produce(SyntheticBeanBuildItem.configure(ReplicationStreams.class).scope(Singleton.class).unremovable()
                .runtimeValue(streams).setRuntimeInit().done());
        Set<String> names = names(found, beans);
        if (config.metricsEnabled() && !names.isEmpty()) {
            metrics.produce(new MetricsFactoryConsumerBuildItem(recorder.metrics(streams, names)));
        }
        for (String name : names) {
            produced.produce(SyntheticBeanBuildItem.configure(ReplicationStream.class).scope(ApplicationScoped.class)
                    .unremovable().identifier(STREAM + "_" + name)
                    .addQualifier(AnnotationInstance.builder(PgReplication.class).value(name).build())
                    .createWith(recorder.stream(streams, name)).setRuntimeInit().done());
        }
    }

    private static Set<String> names(ReplicationObserversBuildItem found, BeanDiscoveryFinishedBuildItem beans) {
        Set<String> names = new TreeSet<>();
        found.observers().forEach(observer -> names.add(observer.stream()));
        for (InjectionPointInfo point : beans.getInjectionPoints()) {
            AnnotationInstance qualifier = point.getRequiredQualifier(QUALIFIER);
            if (qualifier != null && point.getRequiredType().name().equals(STREAM)) {
                names.add(qualifier.value().asString());
            }
        }
        return names;
    }
}
