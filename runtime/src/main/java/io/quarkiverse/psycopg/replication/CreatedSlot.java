package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.types.Lsn;

/**
 * The server's answer to the creation of a slot.
 *
 * @param name the slot's name
 * @param consistentPoint the first position from which a logical slot can stream; 0/0 for a physical one that reserves no WAL
 * @param snapshot name of the exported snapshot
 * @param plugin the output plugin of a logical slot
 */
public record CreatedSlot(String name, Lsn consistentPoint, Optional<String> snapshot, Optional<String> plugin) {

    public CreatedSlot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(consistentPoint, "consistentPoint");
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(plugin, "plugin");
    }
}
