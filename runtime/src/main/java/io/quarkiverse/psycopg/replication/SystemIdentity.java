package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * The server's answer to IDENTIFY_SYSTEM.
 *
 * @param systemId what identifies the cluster, a decimal number
 * @param timeline the current timeline
 * @param position the flushed end of the log
 * @param database the connected database; empty on a physical connection
 */
public record SystemIdentity(String systemId, long timeline, Lsn position, Optional<String> database) {

    public SystemIdentity {
        Objects.requireNonNull(systemId, "systemId");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(database, "database");
    }
}
