package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.psycopg.error.OperationalException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.SlotLostException;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;

/**
 * Looks at what a stream needs on the server before it starts, creates what its policy allows, and says of everything else what
 * is to be done.
 */
final class SlotPreparation {

    private static final String PLUGIN = "pgoutput";
    private static final int V13 = 130000;

    private final DriverReplicationConnection connection;
    private final ReplicationStreamOptions settings;
    private final boolean seenBefore;

    /** @param seenBefore whether this stream has run on the slot already, so that a missing one is a lost one */
    SlotPreparation(DriverReplicationConnection connection, ReplicationStreamOptions settings, boolean seenBefore) {
        this.connection = connection;
        this.settings = settings;
        this.seenBefore = seenBefore;
    }

    /** The position that the slot has confirmed. */
    Uni<Lsn> prepare() {
        return checkWalLevel().chain(this::preparePublications).chain(this::prepareSlot);
    }

    private Uni<Void> checkWalLevel() {
        return connection.query("SHOW wal_level").map(rows -> {
            String level = rows.get(0).get(0).orElse("");
            if (!level.equals("logical")) {
                throw new ProgrammingException("logical replication needs wal_level = logical, the server has " + level
                        + ": set it in postgresql.conf and restart the server");
            }
            return null;
        });
    }

    private Uni<Void> preparePublications() {
        return connection.query("SELECT pubname FROM pg_catalog.pg_publication").chain(rows -> {
            List<String> there = rows.stream().map(row -> row.get(0).orElse("")).toList();
            List<String> missing = settings.publications().stream().filter(name -> !there.contains(name)).toList();
            if (missing.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            if (settings.policy() == SlotPolicy.REQUIRE || missing.size() > 1) {
                throw new ProgrammingException("publication " + missing + " of replication stream \"" + settings.name()
                        + "\" does not exist: run CREATE PUBLICATION, or set the stream's policy to create");
            }
            return connection.query(createPublication(missing.get(0))).replaceWithVoid();
        });
    }

    private String createPublication(String name) {
        String tables = settings.tables().isEmpty() ? "ALL TABLES"
                : "TABLE " + settings.tables().stream().map(SlotPreparation::qualified).collect(Collectors.joining(", "));
        return "CREATE PUBLICATION " + quoted(name) + " FOR " + tables;
    }

    /** {@code schema.table} or {@code table}, unquoted in the configuration; a name with a dot in it cannot be said so. */
    private static String qualified(String table) {
        List<String> parts = new ArrayList<>();
        for (String part : table.split("\\.", 2)) {
            parts.add(quoted(part));
        }
        return String.join(".", parts);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private Uni<Lsn> prepareSlot() {
        if (settings.policy() == SlotPolicy.TEMPORARY) {
            return create(true);
        }
        String walStatus = connection.serverVersion() >= V13 ? "wal_status" : "NULL";
        return connection.query("SELECT plugin, database, confirmed_flush_lsn, " + walStatus + ", current_database()"
                + " FROM pg_catalog.pg_replication_slots WHERE slot_name = '" + settings.slot().replace("'", "''") + "'")
                .chain(rows -> rows.isEmpty() ? missing() : Uni.createFrom().item(check(rows.get(0))));
    }

    private Uni<Lsn> missing() {
        if (seenBefore || settings.policy() == SlotPolicy.REQUIRE) {
            throw new SlotLostException(settings.slot(), "replication slot \"" + settings.slot() + "\" does not exist"
                    + (seenBefore
                            ? " any more: what was changed since is lost to this stream, so no new one is made in its place"
                            : ": run pg_create_logical_replication_slot('" + settings.slot()
                                    + "', 'pgoutput'), or set the stream's policy to create"),
                    null);
        }
        return create(false);
    }

    private Uni<Lsn> create(boolean temporary) {
        SlotOptions options = SlotOptions.logical(settings.slot(), PLUGIN).withTemporary(temporary)
                .withSnapshot(SlotOptions.Snapshot.NOTHING).withFailover(settings.failover() && !temporary)
                .withTwoPhase("on".equals(settings.options().get("two_phase")));
        return connection.createSlot(options).map(slot -> slot.consistentPoint());
    }

    private Lsn check(List<Optional<String>> slot) {
        String plugin = slot.get(0).orElse("");
        if (!plugin.equals(PLUGIN)) {
            throw new ProgrammingException("replication slot \"" + settings.slot() + "\" "
                    + (plugin.isEmpty() ? "is a physical one" : "uses the output plugin " + plugin)
                    + ", the stream needs pgoutput: name another slot, or drop this one");
        }
        String database = slot.get(1).orElse("");
        if (!slot.get(1).equals(slot.get(4))) {
            throw new ProgrammingException("replication slot \"" + settings.slot() + "\" belongs to database " + database
                    + ", the stream is connected to " + slot.get(4).orElse("another") + ": name another slot or database");
        }
        if (slot.get(3).filter("lost"::equals).isPresent()) {
            throw new SlotLostException(settings.slot(), "replication slot \"" + settings.slot()
                    + "\" was invalidated, the server has removed the WAL that it needs: drop it, bring the consumer up to date"
                    + " by other means, and create a new one", null);
        }
        return slot.get(2).map(Lsn::parse).orElseThrow(() -> new OperationalException("replication slot \"" + settings.slot()
                + "\" has no confirmed position"));
    }
}
