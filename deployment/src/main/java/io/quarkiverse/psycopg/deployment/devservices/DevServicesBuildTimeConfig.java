package io.quarkiverse.psycopg.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * A PostgreSQL that starts by itself in dev and test mode.
 */
@ConfigGroup
public interface DevServicesBuildTimeConfig {

    /**
     * Whether a PostgreSQL starts by itself in dev and test mode for this database. It does so only where no address
     * ({@code url} or {@code host}) is configured.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * How PostgreSQL runs: {@code container} by Testcontainers, {@code embedded} as a child process from binaries that come as
     * Maven artifacts, {@code auto} in a container where an engine answers and embedded otherwise.
     */
    @WithDefault("auto")
    Provider provider();

    /**
     * PostgreSQL's version: a major version from 13 to 18 for its newest known release, or a full one such as {@code 17.6}. In
     * a container it is the image's tag.
     */
    @WithDefault("18")
    String version();

    /**
     * The port on this machine. Without it a free one is chosen; a port that is taken is an error.
     */
    OptionalInt port();

    /**
     * Whether the data is kept from one start of the application to the next: embedded, in the user's cache directory; in a
     * container, if Testcontainers' {@code testcontainers.reuse.enable} is on too. Without it every start begins with an empty
     * database. Live reloads keep the server either way.
     */
    @WithDefault("false")
    boolean reuse();

    /**
     * SQL scripts that a new database begins with, in this order: resources of the application, or files. Each runs as one
     * request, so it takes effect as a whole or not at all. A change starts a new database.
     */
    Optional<List<String>> initScriptPath();

    /**
     * Settings of the server, as in {@code postgresql.conf}. Set unless changed here: {@code wal_level=logical},
     * {@code max_wal_senders=20}, {@code max_replication_slots=20}, {@code max_prepared_transactions=100}, and {@code fsync},
     * {@code synchronous_commit}, {@code full_page_writes} off.
     */
    @ConfigDocMapKey("setting")
    Map<String, String> properties();
}
