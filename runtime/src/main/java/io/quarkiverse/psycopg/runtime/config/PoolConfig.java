package io.quarkiverse.psycopg.runtime.config;

import java.time.Duration;

import io.quarkiverse.psycopg.PoolReset;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * How many connections are kept, and for how long.
 */
@ConfigGroup
public interface PoolConfig {

    /**
     * Connections that are kept open, from the first use of the pool on.
     */
    @WithDefault("0")
    int minSize();

    /**
     * Connections that may be open; 0 for no bound.
     */
    @WithDefault("20")
    int maxSize();

    /**
     * How long a caller waits for a connection before it fails; 0 for ever.
     */
    @WithDefault("30S")
    Duration acquireTimeout();

    /**
     * After which idle time a connection beyond {@code min-size} is closed; 0 for never.
     */
    @WithDefault("10M")
    Duration idleTimeout();

    /**
     * After which age a connection is replaced when it comes back; 0 for never.
     */
    @WithDefault("30M")
    Duration maxLifetime();

    /**
     * What is done to the session state of a connection that comes back: {@code smart} undoes what was changed, {@code always}
     * discards everything each time, {@code none} leaves it.
     */
    @WithDefault("smart")
    PoolReset reset();

    /**
     * Whether one-shot statements of several callers may share a connection when all are in use, or as many of a large pool as
     * such statements have a use for: those that are prepared, call nothing volatile and have been short. No effect with
     * {@code reset=always}.
     */
    @WithDefault("true")
    boolean sharing();

    /**
     * After which time a borrowed connection is reported as leaked, with the place that borrowed it; 0 for never.
     */
    @WithDefault("0S")
    Duration leakThreshold();
}
