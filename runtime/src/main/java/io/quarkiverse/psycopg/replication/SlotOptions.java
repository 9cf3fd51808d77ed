package io.quarkiverse.psycopg.replication;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.psycopg.error.ProgrammingException;

/**
 * What a new replication slot is to be like. Immutable; each method gives a changed copy.
 *
 * @param type logical or physical
 * @param name the slot's name: lower-case letters, digits and underscores, at most 63
 * @param plugin the output plugin, only for a logical slot
 * @param temporary whether the slot ends with its connection (PostgreSQL 10)
 * @param reserveWal whether a physical slot keeps WAL from now on, not from its first use
 * @param twoPhase whether prepared transactions are decoded at PREPARE (PostgreSQL 15; 14 by {@code TWO_PHASE})
 * @param failover whether the slot is synchronised to standbys (PostgreSQL 17)
 * @param snapshot what happens to the snapshot of a logical slot's beginning
 * @see <a href="https://www.postgresql.org/docs/18/protocol-replication.html">PostgreSQL documentation 54.4,
 *      CREATE_REPLICATION_SLOT</a>
 */
public record SlotOptions(ReplicationType type, String name, Optional<String> plugin, boolean temporary, boolean reserveWal,
        boolean twoPhase, boolean failover, Snapshot snapshot) {

    /** What happens to the snapshot that shows the database as it is where a logical slot begins. */
    public enum Snapshot {
        /** The server's own choice, which is EXPORT. */
        DEFAULT,
        /** It is exported and can be used by other sessions until the next command on the connection. */
        EXPORT,
        /** The transaction that creates the slot uses it. */
        USE,
        /** It is not kept. */
        NOTHING
    }

    public SlotOptions {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(snapshot, "snapshot");
        if (type == ReplicationType.LOGICAL && plugin.isEmpty()) {
            throw new ProgrammingException("a logical replication slot needs an output plugin, for instance pgoutput");
        }
        if (type == ReplicationType.PHYSICAL && (plugin.isPresent() || twoPhase || failover || snapshot != Snapshot.DEFAULT)) {
            throw new ProgrammingException(
                    "output plugin, two-phase, failover and snapshot are options of logical replication slots only");
        }
        if (type == ReplicationType.LOGICAL && reserveWal) {
            throw new ProgrammingException(
                    "reserve WAL is an option of physical replication slots only: logical ones always do");
        }
    }

    /** A logical slot with an output plugin such as {@code pgoutput} or {@code test_decoding}. */
    public static SlotOptions logical(String name, String plugin) {
        return new SlotOptions(ReplicationType.LOGICAL, name, Optional.of(plugin), false, false, false, false,
                Snapshot.DEFAULT);
    }

    /** A physical slot. */
    public static SlotOptions physical(String name) {
        return new SlotOptions(ReplicationType.PHYSICAL, name, Optional.empty(), false, false, false, false, Snapshot.DEFAULT);
    }

    /** These options with another {@link #temporary}. */
    public SlotOptions withTemporary(boolean value) {
        return new SlotOptions(type, name, plugin, value, reserveWal, twoPhase, failover, snapshot);
    }

    /** These options with another {@link #reserveWal}. */
    public SlotOptions withReserveWal(boolean value) {
        return new SlotOptions(type, name, plugin, temporary, value, twoPhase, failover, snapshot);
    }

    /** These options with another {@link #twoPhase}. */
    public SlotOptions withTwoPhase(boolean value) {
        return new SlotOptions(type, name, plugin, temporary, reserveWal, value, failover, snapshot);
    }

    /** These options with another {@link #failover}. */
    public SlotOptions withFailover(boolean value) {
        return new SlotOptions(type, name, plugin, temporary, reserveWal, twoPhase, value, snapshot);
    }

    /** These options with another {@link #snapshot}. */
    public SlotOptions withSnapshot(Snapshot value) {
        return new SlotOptions(type, name, plugin, temporary, reserveWal, twoPhase, failover, value);
    }
}
