package io.quarkiverse.psycopg.deployment;

import java.util.Map;

import io.quarkiverse.psycopg.deployment.devservices.DevServicesBuildTimeConfig;
import io.quarkiverse.psycopg.runtime.config.DatabaseName;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * PostgreSQL, what is fixed when the application is built.
 */
@ConfigMapping(prefix = "quarkus.psycopg")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface PsycopgBuildTimeConfig {

    /**
     * The databases; the one without a name is the default.
     */
    @ConfigDocMapKey("name")
    @WithParentName
    @WithDefaults
    @WithUnnamedKey(DatabaseName.DEFAULT)
    Map<String, DatabaseBuildTimeConfig> databases();

    /**
     * Whether the readiness check is added where SmallRye Health is there: down while a pool that is in use cannot reach its
     * database.
     */
    @WithName("health.enabled")
    @WithDefault("true")
    boolean healthEnabled();

    /**
     * Whether the pools' figures are published where the application has a metrics extension.
     */
    @WithName("metrics.enabled")
    @WithDefault("true")
    boolean metricsEnabled();

    /**
     * Whether operations are traced where the application has OpenTelemetry's tracing.
     */
    @WithName("tracing.enabled")
    @WithDefault("true")
    boolean tracingEnabled();

    /**
     * Whether failures of the database that reach a client of Quarkus REST are answered with the HTTP status that fits: 409 for
     * a conflict with what is stored (a unique violation, say), 400 for a value that the database refuses, 503 with
     * {@code Retry-After} for what passes (a serialization failure, a lost connection), 504 for a deadline, 500 for everything
     * else. Without a body. A mapper of the application's own takes precedence.
     */
    @WithName("rest.map-errors")
    @WithDefault("false")
    boolean restMapErrors();

    /**
     * What is fixed at build time of one database.
     */
    @ConfigGroup
    interface DatabaseBuildTimeConfig {

        /**
         * Dev Services.
         */
        @ConfigDocSection(generated = true)
        DevServicesBuildTimeConfig devservices();
    }
}
