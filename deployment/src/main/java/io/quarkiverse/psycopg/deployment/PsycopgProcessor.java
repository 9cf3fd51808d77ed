package io.quarkiverse.psycopg.deployment;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.psycopg.PgDatabase;
import io.quarkiverse.psycopg.PgPool;
import io.quarkiverse.psycopg.Psycopg;
import io.quarkiverse.psycopg.deployment.adaptation.AdaptationsBuildItem;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkiverse.psycopg.runtime.glue.Databases;
import io.quarkiverse.psycopg.runtime.glue.PsycopgRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.tls.deployment.spi.TlsRegistryBuildItem;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;
import io.smallrye.config.SmallRyeConfig;

/**
 * Finds the application's databases and makes their beans.
 */
class PsycopgProcessor {

    static final String FEATURE = "psycopg";

    @BuildStep
    FeatureBuildItem nameFeature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ExtensionSslNativeSupportBuildItem enableTlsInNativeImages() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    /** ArC takes an annotation for a qualifier only if it is in its index. */
    @BuildStep
    AdditionalBeanBuildItem registerQualifier() {
        return AdditionalBeanBuildItem.builder().addBeanClass(PgDatabase.class).build();
    }

    @BuildStep
    ConfiguredDatabasesBuildItem collectConfiguredDatabases() {
        return new ConfiguredDatabasesBuildItem(
                ConfiguredNames.of(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)));
    }

    @BuildStep
    UsedDatabasesBuildItem collectUsedDatabases(BeanDiscoveryFinishedBuildItem beans, List<DatabaseUseBuildItem> uses) {
        Set<String> names = new TreeSet<>();
        PoolInjection.allOf(beans.getInjectionPoints()).forEach(injection -> names.add(injection.database()));
        uses.forEach(use -> names.add(use.name()));
        return new UsedDatabasesBuildItem(names);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    DatabasesBuildItem openDatabases(PsycopgRecorder recorder, UsedDatabasesBuildItem used, ApplicationConfig application,
            CoreVertxBuildItem vertx, TlsRegistryBuildItem tls, JsonMapperBuildItem json,
            AdaptationsBuildItem adaptations,
            ShutdownContextBuildItem shutdown) {
        return new DatabasesBuildItem(recorder.databases(used.names(), application.name(), vertx.getVertx(),
                tls.registry(), json.present(), adaptations.adaptations(), shutdown));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void registerBeans(PsycopgRecorder recorder, DatabasesBuildItem databases, ConfiguredDatabasesBuildItem configured,
            UsedDatabasesBuildItem used, BuildProducer<SyntheticBeanBuildItem> beans) {
        beans.produce(SyntheticBeanBuildItem.configure(Databases.class).scope(Singleton.class).unremovable()
                .runtimeValue(databases.databases()).setRuntimeInit().done());
        beans.produce(SyntheticBeanBuildItem.configure(Psycopg.class).scope(ApplicationScoped.class).unremovable()
                .defaultBean().createWith(recorder.psycopg(databases.databases())).setRuntimeInit().done());
        Set<String> names = new TreeSet<>(configured.names());
        names.addAll(used.names());
        names.add(DatabaseName.DEFAULT);
        names.forEach(name -> beans.produce(poolBean(recorder, databases, name)));
    }

    /** Unremovable for look-ups by code; made by its first use, because its scope has a proxy. */
    private static SyntheticBeanBuildItem poolBean(PsycopgRecorder recorder, DatabasesBuildItem databases, String name) {
        AnnotationInstance qualifier = DatabaseName.isDefault(name)
                ? AnnotationInstance.builder(Default.class).build()
                : AnnotationInstance.builder(PgDatabase.class).value(name).build();
        return SyntheticBeanBuildItem.configure(PgPool.class).scope(ApplicationScoped.class).defaultBean().unremovable()
                .identifier(DotName.createSimple(PgPool.class) + "_" + name).addQualifier(qualifier)
                .checkActive(recorder.active(databases.databases(), name))
                .createWith(recorder.pool(databases.databases(), name)).setRuntimeInit().done();
    }
}
