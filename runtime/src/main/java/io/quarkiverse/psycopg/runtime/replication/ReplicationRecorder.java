package io.quarkiverse.psycopg.runtime.replication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.psycopg.replication.ReplicatedTable;
import io.quarkiverse.psycopg.replication.ReplicationStream;
import io.quarkiverse.psycopg.runtime.config.PsycopgRuntimeConfig;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkiverse.psycopg.runtime.metrics.StreamMetrics;
import io.quarkiverse.psycopg.runtime.observer.ObserverMethod;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.vertx.core.Vertx;

/**
 * Called by the code that the build generates. It translates and delegates only.
 */
@Recorder
public class ReplicationRecorder {

    private final RuntimeValue<PsycopgRuntimeConfig> config;

    /** A recorder with the configuration of the start. */
    public ReplicationRecorder(RuntimeValue<PsycopgRuntimeConfig> config) {
        this.config = config;
    }

    /** One observer method. */
    public RuntimeValue<ChangeObserver> observer(ObservedEvent event, RuntimeValue<ObserverMethod> method) {
        return new RuntimeValue<>(new ChangeObserver(event, method.getValue()));
    }

    /** One observer method that wants rows of a table as a record, by the mapper that was generated for it. */
    public RuntimeValue<ChangeObserver> observer(ObservedEvent event, RuntimeValue<ObserverMethod> method, Class<?> type,
            String table, RuntimeValue<Databases> databases) {
        return new RuntimeValue<>(new ChangeObserver(event, method.getValue(), Optional.of(new ObservedRecord(type,
                ReplicatedTable.named(table), row -> databases.getValue().psycopg().mapper(type).map(row)))));
    }

    /** The streams of this run. */
    public RuntimeValue<ReplicationStreams> streams(RuntimeValue<Databases> databases,
            Map<String, List<RuntimeValue<ChangeObserver>>> observers, Supplier<Vertx> vertx) {
        Map<String, List<ChangeObserver>> values = new HashMap<>();
        observers.forEach((name, list) -> {
            List<ChangeObserver> each = new ArrayList<>();
            list.forEach(value -> each.add(value.getValue()));
            values.put(name, each);
        });
        return new RuntimeValue<>(
                new ReplicationStreams(databases.getValue(), config.getValue().databases(), values, vertx));
    }

    /** Makes the bean of one stream. */
    public Function<SyntheticCreationalContext<ReplicationStream>, ReplicationStream> stream(
            RuntimeValue<ReplicationStreams> streams, String name) {
        return context -> streams.getValue().stream(name);
    }

    /** Publishes the streams' figures. */
    public Consumer<MetricsFactory> metrics(RuntimeValue<ReplicationStreams> streams, Set<String> names) {
        return factory -> names.forEach(name -> new StreamMetrics(streams.getValue(), name).register(factory));
    }
}
