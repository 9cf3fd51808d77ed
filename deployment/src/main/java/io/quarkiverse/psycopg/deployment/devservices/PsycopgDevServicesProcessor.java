package io.quarkiverse.psycopg.deployment.devservices;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.psycopg.deployment.ConfiguredDatabasesBuildItem;
import io.quarkiverse.psycopg.deployment.PsycopgBuildTimeConfig;
import io.quarkiverse.psycopg.deployment.UsedDatabasesBuildItem;
import io.quarkiverse.psycopg.deployment.devservices.container.ContainerService;
import io.quarkiverse.psycopg.deployment.devservices.embedded.EmbeddedService;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceConfigurationHandlerBuildItem;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.logging.LogCleanupFilterBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;

/**
 * Starts a PostgreSQL for every database that has no address, in dev and test mode.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class PsycopgDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(PsycopgDevServicesProcessor.class);
    private static final String FEATURE = "psycopg";

    @BuildStep
    DevServicePlanBuildItem planServers(PsycopgBuildTimeConfig buildTime, ConfiguredDatabasesBuildItem configured,
            UsedDatabasesBuildItem used, CurateOutcomeBuildItem curation, DevServicesConfig devServices) {
        DatasourceLink link = link(curation.getApplicationModel());
        Planner planner = new Planner(ConfigProvider.getConfig(), link, kept(curation.getApplicationModel()),
                devServices.timeout());
        Map<String, DatabasePlan> plans = new TreeMap<>();
        for (String name : Planner.candidates(configured.names(), used.names())) {
            DevServicesBuildTimeConfig config = buildTime.databases().get(name).devservices();
            if (planner.isNeeded(name, config)) {
                plans.put(name, planner.plan(name, config, Thread.currentThread().getContextClassLoader()));
            }
        }
        return new DevServicePlanBuildItem(plans, link);
    }

    @BuildStep
    void watchScripts(DevServicePlanBuildItem plan, BuildProducer<HotDeploymentWatchedFileBuildItem> watched) {
        plan.plans().values().stream().flatMap(p -> p.scripts().stream())
                .forEach(script -> watched.produce(new HotDeploymentWatchedFileBuildItem(script.path())));
    }

    /** Quarkus looks for an engine in any case, and says at length that there is none: here that is no error. */
    @BuildStep
    void quietSearchForEngine(BuildProducer<LogCleanupFilterBuildItem> filters) {
        if (!EngineProbe.ofMachine().mayAnswer()) {
            filters.produce(new LogCleanupFilterBuildItem("org.testcontainers.dockerclient.DockerClientProviderStrategy",
                    Level.FINE, "Could not find a valid Docker environment"));
            filters.produce(new LogCleanupFilterBuildItem(
                    "org.testcontainers.dockerclient.DockerMachineClientProviderStrategy", Level.FINE, "docker-machine"));
            filters.produce(new LogCleanupFilterBuildItem("org.testcontainers.DockerClientFactory", Level.FINE,
                    "Testcontainers version"));
        }
    }

    /** Keeps the datasource from starting a second server where ours serves both. */
    @BuildStep
    DevServicesDatasourceConfigurationHandlerBuildItem claimDatasources(DevServicePlanBuildItem plan) {
        Set<String> served = plan.plans().keySet();
        DatasourceLink link = plan.link();
        return new DevServicesDatasourceConfigurationHandlerBuildItem("postgresql", (name, running) -> Map.of(),
                name -> Map.of(),
                name -> served.contains(name) && !link.hasOwnService(name) && link.configuredUrl(name).isEmpty());
    }

    @BuildStep
    void runServers(DevServicePlanBuildItem plan, PsycopgBuildTimeConfig buildTime, DockerStatusBuildItem docker,
            BuildProducer<DevServicesResultBuildItem> services) {
        plan.plans().forEach((name, database) -> {
            Provider provider = buildTime.databases().get(name).devservices().provider();
            services.produce(service(plan.link(), database, provider, docker));
        });
    }

    private static DevServicesResultBuildItem service(DatasourceLink link, DatabasePlan plan, Provider provider,
            DockerStatusBuildItem docker) {
        String name = plan.name();
        Optional<String> datasource = link.configuredUrl(name);
        if (datasource.isPresent()) {
            return address(link, name, datasource.get());
        }
        return link.hasOwnService(name) ? follow(link, name) : own(link, plan, provider, docker);
    }

    private static DevServicesResultBuildItem address(DatasourceLink link, String name, String url) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(DatabaseName.property(name, "url"), url);
        copyCredentials(link, name, config);
        return DevServicesResultBuildItem.discovered().feature(FEATURE).description("the datasource's database").config(config)
                .build();
    }

    private static void copyCredentials(DatasourceLink link, String name, Map<String, String> config) {
        for (String property : new String[] { "username", "password" }) {
            link.credential(name, property).ifPresent(v -> config.put(DatabaseName.property(name, property), v));
        }
    }

    private static DevServicesResultBuildItem follow(DatasourceLink link, String name) {
        String key = link.serviceKey(name);
        Map<String, Function<FollowedService, String>> config = Map.of(DatabaseName.property(name, "url"),
                PostgresService::url);
        Map<String, String> credentials = new LinkedHashMap<>();
        copyCredentials(link, name, credentials);
        return DevServicesResultBuildItem.<FollowedService> owned().feature(FEATURE).serviceName(name).serviceConfig(key)
                .config(credentials).dependsOnConfig(key, FollowedService::follow).startable(FollowedService::new)
                .configProvider(config).build();
    }

    private static DevServicesResultBuildItem own(DatasourceLink link, DatabasePlan plan, Provider provider,
            DockerStatusBuildItem docker) {
        String name = plan.name();
        Map<String, Function<PostgresService, String>> config = new LinkedHashMap<>(link.addresses(name));
        config.put(DatabaseName.property(name, "url"), PostgresService::url);
        Map<String, String> credentials = new LinkedHashMap<>(link.credentials(name, plan.account()));
        credentials.put(DatabaseName.property(name, "username"), plan.account().user());
        credentials.put(DatabaseName.property(name, "password"), plan.account().password());
        Supplier<PostgresService> start = () -> server(plan, provider, docker);
        return DevServicesResultBuildItem.<PostgresService> owned().feature(FEATURE).serviceName(name)
                .description("PostgreSQL " + plan.version()).serviceConfig(plan.identity(provider)).config(credentials)
                .startable(start).configProvider(config)
                .postStartHook(s -> LOG.infof("Dev Services: PostgreSQL %s for %s is at %s", plan.version(),
                        DatabaseName.inWords(name), s.address()))
                .build();
    }

    /** Asked when a server has to start, and not at every live reload: the engine is slow to answer where there is none. */
    private static PostgresService server(DatabasePlan plan, Provider provider, DockerStatusBuildItem docker) {
        return switch (provider) {
            case EMBEDDED -> new EmbeddedService(plan);
            case CONTAINER -> new ContainerService(plan);
            case AUTO -> EngineProbe.ofMachine().mayAnswer() && docker.isContainerRuntimeAvailable()
                    ? new ContainerService(plan)
                    : new EmbeddedService(plan);
        };
    }

    private static DatasourceLink link(ApplicationModel application) {
        boolean jdbc = false;
        boolean reactive = false;
        for (var dependency : application.getRuntimeDependencies()) {
            if (dependency.getGroupId().equals("io.quarkus")) {
                jdbc |= dependency.getArtifactId().equals("quarkus-jdbc-postgresql");
                reactive |= dependency.getArtifactId().equals("quarkus-reactive-pg-client");
            }
        }
        return new DatasourceLink(ConfigProvider.getConfig(), jdbc, reactive);
    }

    /** Kept data is the application's: where the module is tells one from another. */
    private static Path kept(ApplicationModel application) {
        String module = application.getAppArtifact().getKey().toGacString() + "@" + System.getProperty("user.dir");
        return EmbeddedService.keptData().resolve(Integer.toHexString(module.hashCode()));
    }
}
