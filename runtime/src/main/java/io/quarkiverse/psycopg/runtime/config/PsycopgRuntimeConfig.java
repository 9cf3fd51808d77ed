package io.quarkiverse.psycopg.runtime.config;

import java.util.Map;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * PostgreSQL, what can change with every start.
 */
@ConfigMapping(prefix = "quarkus.psycopg")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface PsycopgRuntimeConfig {

    /**
     * The databases; the one without a name is the default.
     */
    @ConfigDocMapKey("name")
    @WithParentName
    @WithDefaults
    @WithUnnamedKey(DatabaseName.DEFAULT)
    Map<String, DatabaseConfig> databases();
}
