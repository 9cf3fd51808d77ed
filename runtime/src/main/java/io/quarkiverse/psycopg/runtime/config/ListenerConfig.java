package io.quarkiverse.psycopg.runtime.config;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * The connection that listens for notifications; one for each database, opened when somebody listens.
 */
@ConfigGroup
public interface ListenerConfig {

    /**
     * Where to listen, if not at the database's own address: a pooler in transaction mode does not pass notifications on.
     */
    Optional<String> url();

    /**
     * How often an idle connection is asked whether it is alive; 0 for never.
     */
    @WithDefault("30S")
    Duration probeInterval();

    /**
     * Notifications that are kept for a subscriber that is slower than they come.
     */
    @WithDefault("1024")
    int bufferSize();

    /**
     * What happens when that is full: {@code gap} drops and tells the subscriber that some are missing, {@code fail} ends the
     * subscription.
     */
    @WithDefault("gap")
    ListenerOverflow overflow();
}
