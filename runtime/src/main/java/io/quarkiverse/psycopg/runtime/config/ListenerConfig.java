package io.quarkiverse.psycopg.runtime.config;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.psycopg.notification.ListenerOverflow;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * The connection that listens for notifications; one for each database, opened when somebody listens.
 */
@ConfigGroup
public interface ListenerConfig {

    /**
     * Where to listen, if not at the database's own address: a pooler in transaction mode does not pass notifications on. The
     * keys of the database beside {@code url} and {@code host}, such as {@code username} and {@code password}, hold here too.
     */
    Optional<@WithConverter(TrimmedStringConverter.class) String> url();

    /**
     * How often the server is asked whether it is there; 0 for never. A server that vanishes without a word is noticed within
     * twice this time.
     */
    @WithDefault("30S")
    Duration probeInterval();

    /**
     * Notifications that are kept for a subscriber that is slower than they come.
     */
    @WithDefault("1024")
    int bufferSize();

    /**
     * What happens when that is full: {@code gap} drops the oldest and tells the subscriber that some are missing,
     * {@code pause} reads nothing more until there is room, which in the end fills the server's queue and makes everybody's
     * NOTIFY fail.
     */
    @WithDefault("gap")
    ListenerOverflow overflow();
}
