package io.quarkiverse.psycopg.deployment;

import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.PsycopgRecorder;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.metrics.MetricsFactoryConsumerBuildItem;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/**
 * Health and metrics, for applications that have an extension for them.
 */
class ObservationProcessor {

    /** By name: the class needs what applications without SmallRye Health do not have. */
    private static final String READINESS = "io.quarkiverse.psycopg.runtime.health.PoolsReadiness";

    @BuildStep
    void addReadiness(Capabilities capabilities, PsycopgBuildTimeConfig config, BuildProducer<HealthBuildItem> checks) {
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH)) {
            checks.produce(new HealthBuildItem(READINESS, config.healthEnabled()));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void publishMetrics(PsycopgRecorder recorder, PsycopgBuildTimeConfig config, DatabasesBuildItem databases,
            ConfiguredDatabasesBuildItem configured, UsedDatabasesBuildItem used,
            BuildProducer<MetricsFactoryConsumerBuildItem> consumers) {
        Set<String> names = new TreeSet<>(configured.names());
        names.addAll(used.names());
        if (names.isEmpty()) {
            names.add(DatabaseName.DEFAULT);
        }
        if (config.metricsEnabled()) {
            consumers.produce(new MetricsFactoryConsumerBuildItem(recorder.metrics(databases.databases(), names)));
        }
    }
}
