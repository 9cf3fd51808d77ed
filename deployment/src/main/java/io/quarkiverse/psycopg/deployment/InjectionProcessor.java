package io.quarkiverse.psycopg.deployment;

import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Refuses injection points that name a database which is not configured, all of them at once.
 */
class InjectionProcessor {

    @BuildStep
    void validateInjectedDatabases(ValidationPhaseBuildItem phase, ConfiguredDatabasesBuildItem configured,
            BuildProducer<ValidationErrorBuildItem> errors) {
        for (PoolInjection injection : PoolInjection.allOf(phase.getContext().getInjectionPoints())) {
            String name = injection.database();
            if (!DatabaseName.isDefault(name) && !configured.names().contains(name)) {
                errors.produce(new ValidationErrorBuildItem(new ConfigurationException(message(injection, configured))));
            }
        }
    }

    private static String message(PoolInjection injection, ConfiguredDatabasesBuildItem configured) {
        String name = injection.database();
        return injection.place() + " asks for @PgDatabase(\"" + name + "\"), which is not configured: set "
                + DatabaseName.property(name, "url") + ", or in dev and test mode "
                + DatabaseName.property(name, "devservices.enabled") + "=true" + others(configured);
    }

    private static String others(ConfiguredDatabasesBuildItem configured) {
        String known = configured.names().stream().filter(name -> !DatabaseName.isDefault(name)).sorted()
                .reduce((a, b) -> a + ", " + b).orElse("none");
        return " (named databases that are configured: " + known + ")";
    }
}
