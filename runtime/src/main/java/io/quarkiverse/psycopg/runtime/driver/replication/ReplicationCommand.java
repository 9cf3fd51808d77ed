package io.quarkiverse.psycopg.runtime.driver.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.types.Lsn;

/**
 * Builds the commands of a walsender. Names are quoted; options that a server's version does not know are refused here, with
 * the version that has them.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-replication.html">PostgreSQL documentation 54.4</a>
 */
public final class ReplicationCommand {

    /** Shows what the server is and where its log ends. */
    public static final String IDENTIFY_SYSTEM = "IDENTIFY_SYSTEM";

    private static final int V11 = 110000;
    private static final int V14 = 140000;
    private static final int V15 = 150000;
    private static final int V17 = 170000;
    private static final int V18 = 180000;
    private static final int VERSION_STEP = 10000;

    private ReplicationCommand() {
    }

    /** CREATE_REPLICATION_SLOT in the spelling of the server's version. */
    public static String createSlot(SlotOptions options, int serverVersion) {
        if (options.twoPhase()) {
            require(serverVersion, V14, "two-phase replication slots");
        }
        if (options.failover()) {
            require(serverVersion, V17, "failover replication slots");
        }
        StringBuilder sql = new StringBuilder("CREATE_REPLICATION_SLOT ").append(identifier(options.name()));
        if (options.temporary()) {
            sql.append(" TEMPORARY");
        }
        sql.append(' ').append(options.type());
        options.plugin().ifPresent(plugin -> sql.append(' ').append(identifier(plugin)));
        if (serverVersion < V15) {
            words(options).forEach(word -> sql.append(' ').append(word));
        } else if (!listed(options).isEmpty()) {
            sql.append(" (").append(String.join(", ", listed(options))).append(')');
        }
        return sql.toString();
    }

    /** The options as bare words, which is all that servers before 15 understand. */
    private static List<String> words(SlotOptions options) {
        List<String> words = new ArrayList<>();
        if (options.reserveWal()) {
            words.add("RESERVE_WAL");
        }
        switch (options.snapshot()) {
            case EXPORT:
                words.add("EXPORT_SNAPSHOT");
                break;
            case USE:
                words.add("USE_SNAPSHOT");
                break;
            case NOTHING:
                words.add("NOEXPORT_SNAPSHOT");
                break;
            case DEFAULT:
                break;
        }
        if (options.twoPhase()) {
            words.add("TWO_PHASE");
        }
        return words;
    }

    private static List<String> listed(SlotOptions options) {
        List<String> list = new ArrayList<>();
        if (options.reserveWal()) {
            list.add("RESERVE_WAL");
        }
        if (options.snapshot() != SlotOptions.Snapshot.DEFAULT) {
            list.add("SNAPSHOT '" + options.snapshot().name().toLowerCase(Locale.ROOT) + "'");
        }
        if (options.twoPhase()) {
            list.add("TWO_PHASE");
        }
        if (options.failover()) {
            list.add("FAILOVER");
        }
        return list;
    }

    /** ALTER_REPLICATION_SLOT (PostgreSQL 17; two-phase 18). */
    public static String alterSlot(String name, Optional<Boolean> failover, Optional<Boolean> twoPhase, int serverVersion) {
        require(serverVersion, V17, "ALTER_REPLICATION_SLOT");
        if (twoPhase.isPresent()) {
            require(serverVersion, V18, "altering two-phase of a replication slot");
        }
        List<String> list = new ArrayList<>();
        failover.ifPresent(value -> list.add("FAILOVER " + value));
        twoPhase.ifPresent(value -> list.add("TWO_PHASE " + value));
        if (list.isEmpty()) {
            throw new ProgrammingException(
                    "altering replication slot \"" + name + "\" needs failover or two-phase to be given");
        }
        return "ALTER_REPLICATION_SLOT " + identifier(name) + " (" + String.join(", ", list) + ")";
    }

    /** READ_REPLICATION_SLOT (PostgreSQL 15). */
    public static String readSlot(String name, int serverVersion) {
        require(serverVersion, V15, "READ_REPLICATION_SLOT");
        return "READ_REPLICATION_SLOT " + identifier(name);
    }

    /** DROP_REPLICATION_SLOT; waiting until the slot is free came with PostgreSQL 11. */
    public static String dropSlot(String name, boolean wait, int serverVersion) {
        if (wait) {
            require(serverVersion, V11, "DROP_REPLICATION_SLOT … WAIT");
        }
        return "DROP_REPLICATION_SLOT " + identifier(name) + (wait ? " WAIT" : "");
    }

    /** TIMELINE_HISTORY. */
    public static String timelineHistory(long timeline) {
        if (timeline < 1 || timeline > 0xFFFFFFFFL) {
            throw new ProgrammingException("timeline " + timeline + ": timelines are numbered from 1 to 4294967295");
        }
        return "TIMELINE_HISTORY " + timeline;
    }

    /** START_REPLICATION. */
    public static String start(StartOptions options) {
        StringBuilder sql = new StringBuilder("START_REPLICATION");
        options.slot().ifPresent(slot -> sql.append(" SLOT ").append(identifier(slot)));
        if (options.type() == ReplicationType.LOGICAL) {
            sql.append(" LOGICAL");
        }
        sql.append(' ').append(position(options.position()));
        options.timeline().ifPresent(timeline -> sql.append(" TIMELINE ").append(timeline));
        if (!options.options().isEmpty()) {
            List<String> list = new ArrayList<>();
            for (Map.Entry<String, String> option : options.options().entrySet()) {
                list.add(identifier(option.getKey()) + ' ' + literal(option.getValue()));
            }
            sql.append(" (").append(String.join(", ", list)).append(')');
        }
        return sql.toString();
    }

    private static String position(Lsn lsn) {
        return String.format(Locale.ROOT, "%X/%08X", lsn.value() >>> Integer.SIZE, (int) lsn.value());
    }

    /** The walsender's own grammar quotes as SQL does with standard_conforming_strings on, whatever the session's setting. */
    private static String identifier(String name) {
        if (name.isEmpty()) {
            throw new ProgrammingException("an empty name in a replication command");
        }
        return quoted(name, '"');
    }

    private static String literal(String value) {
        return quoted(value, '\'');
    }

    private static String quoted(String text, char quote) {
        if (text.indexOf('\0') >= 0) {
            throw new ProgrammingException("a NUL character in a replication command: PostgreSQL cannot take it");
        }
        String once = String.valueOf(quote);
        return once + text.replace(once, once + once) + once;
    }

    private static void require(int serverVersion, int least, String what) {
        if (serverVersion < least) {
            throw new NotSupportedException(what + " came with PostgreSQL " + least / VERSION_STEP + ", the server is "
                    + serverVersion / VERSION_STEP);
        }
    }
}
