package io.quarkiverse.psycopg.replication;

import java.util.Objects;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * Where a transaction was first committed, if it reached this server by replication itself.
 *
 * @param name the origin's name on this server
 * @param position the commit's position on the origin
 */
public record ReplicationOrigin(String name, Lsn position) {

    public ReplicationOrigin {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(position, "position");
    }
}
