package io.quarkiverse.psycopg.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/**
 * One stream of changes.
 */
@ConfigGroup
public interface ReplicationConfig {

    /**
     * The replication slot that remembers how far the application is. By default the stream's name, with underscores in place
     * of what a slot's name cannot have.
     */
    Optional<String> slot();

    /**
     * The publication whose changes are streamed.
     */
    Optional<String> publication();

    /**
     * What a publication that is created is to hold: tables, with their schema if it is not {@code public}. All tables where it
     * is empty, which needs a superuser.
     */
    Optional<List<String>> tables();

    /**
     * The output plugin. Streams are decoded from {@code pgoutput}; others are read through a replication connection by code.
     */
    @WithDefault("pgoutput")
    String plugin();

    /**
     * Further options of the plugin, for instance {@code binary}, {@code streaming}, {@code two_phase} or {@code origin}.
     */
    @ConfigDocMapKey("option")
    Map<String, String> options();

    /**
     * What the stream may do about its slot and publication. {@code require}: they must be there, a missing one is an error.
     * {@code create}: what is missing when the application starts is created. {@code temporary}: a slot that ends with the
     * connection. {@code drop-on-stop}: as create, and the slot is dropped when the application ends.
     */
    @WithDefault("require")
    SlotPolicy policy();

    /**
     * Whether a slot that is created is synchronised to standbys (PostgreSQL 17).
     */
    @WithDefault("false")
    boolean failover();

    /**
     * What happens when an observer fails. {@code retry}: it gets the change again, after a pause that grows, and what follows
     * waits. {@code stop}: the stream ends, and the change comes again at the next start. {@code skip}: the change goes to the
     * observers of {@code ChangeFailed}, or into the log where there are none, and the stream goes on.
     */
    @WithDefault("retry")
    ReplicationPolicy onFailure();

    /**
     * How often the server is told of the positions, beside acknowledgements. Well below the server's
     * {@code wal_sender_timeout}.
     */
    @WithDefault("10s")
    Duration statusInterval();

    /**
     * How often a message that observers never see is written into the server's log by {@code pg_logical_emit_message}, over a
     * short connection of its own. The slot then moves on, and the lag is true, in databases where little is written. Zero for
     * never.
     */
    @WithDefault("0s")
    Duration heartbeatInterval();

    /**
     * Data that is kept for observers that are slower than the server, beyond which nothing more is read.
     */
    @WithDefault("4M")
    MemorySize bufferSize();

    /**
     * Whether a stream that has observers starts with the application.
     */
    @WithDefault("true")
    boolean start();
}
