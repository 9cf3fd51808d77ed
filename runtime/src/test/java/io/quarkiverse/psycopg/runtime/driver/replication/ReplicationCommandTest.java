package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.SlotOptions.Snapshot;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.types.Lsn;

class ReplicationCommandTest {

    private static final int V10 = 100023;
    private static final int V13 = 130020;
    private static final int V14 = 140010;
    private static final int V16 = 160004;
    private static final int V17 = 170002;
    private static final int V18 = 180006;

    @Test
    void createdSlotsAreSpelledAsPsycopgDoes() {
        assertThat(ReplicationCommand.createSlot(SlotOptions.logical("s1", "test_decoding"), V18))
                .isEqualTo("CREATE_REPLICATION_SLOT \"s1\" LOGICAL \"test_decoding\"");
        assertThat(ReplicationCommand.createSlot(SlotOptions.physical("ph"), V18))
                .isEqualTo("CREATE_REPLICATION_SLOT \"ph\" PHYSICAL");
    }

    @Test
    void olderServersTakeWordsAndNewerOnesAList() {
        SlotOptions logical = SlotOptions.logical("s", "pgoutput").withTemporary(true).withSnapshot(Snapshot.NOTHING);
        assertThat(ReplicationCommand.createSlot(logical, V10))
                .isEqualTo("CREATE_REPLICATION_SLOT \"s\" TEMPORARY LOGICAL \"pgoutput\" NOEXPORT_SNAPSHOT");
        assertThat(ReplicationCommand.createSlot(logical.withTwoPhase(true), V14))
                .isEqualTo("CREATE_REPLICATION_SLOT \"s\" TEMPORARY LOGICAL \"pgoutput\" NOEXPORT_SNAPSHOT TWO_PHASE");
        assertThat(ReplicationCommand.createSlot(logical.withTwoPhase(true).withFailover(true), V17)).isEqualTo(
                "CREATE_REPLICATION_SLOT \"s\" TEMPORARY LOGICAL \"pgoutput\" (SNAPSHOT 'nothing', TWO_PHASE, FAILOVER)");
        SlotOptions physical = SlotOptions.physical("p").withReserveWal(true);
        assertThat(ReplicationCommand.createSlot(physical, V13))
                .isEqualTo("CREATE_REPLICATION_SLOT \"p\" PHYSICAL RESERVE_WAL");
        assertThat(ReplicationCommand.createSlot(physical, V18))
                .isEqualTo("CREATE_REPLICATION_SLOT \"p\" PHYSICAL (RESERVE_WAL)");
        assertThat(ReplicationCommand.createSlot(SlotOptions.logical("s", "p").withSnapshot(Snapshot.USE), V13))
                .endsWith("USE_SNAPSHOT");
        assertThat(ReplicationCommand.createSlot(SlotOptions.logical("s", "p").withSnapshot(Snapshot.EXPORT), V13))
                .endsWith(" EXPORT_SNAPSHOT");
    }

    @Test
    void whatAVersionLacksIsRefusedWithTheVersionThatHasIt() {
        refused("PostgreSQL 14, the server is 13",
                () -> ReplicationCommand.createSlot(SlotOptions.logical("s", "p").withTwoPhase(true), V13));
        refused("PostgreSQL 17, the server is 16",
                () -> ReplicationCommand.createSlot(SlotOptions.logical("s", "p").withFailover(true), V16));
        refused("PostgreSQL 17", () -> ReplicationCommand.alterSlot("s", Optional.of(true), Optional.empty(), V16));
        refused("PostgreSQL 18", () -> ReplicationCommand.alterSlot("s", Optional.empty(), Optional.of(true), V17));
        refused("PostgreSQL 15", () -> ReplicationCommand.readSlot("s", V14));
        refused("PostgreSQL 11", () -> ReplicationCommand.dropSlot("s", true, V10));
    }

    @Test
    void optionsOfTheOtherKindAreRefused() {
        assertThatThrownBy(() -> SlotOptions.physical("p").withTwoPhase(true)).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> SlotOptions.logical("p", "x").withReserveWal(true))
                .isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> StartOptions.logical("s").withTimeline(1)).isInstanceOf(ProgrammingException.class)
                .hasMessage("cannot specify timeline for logical replication");
        assertThatThrownBy(() -> StartOptions.physical(Lsn.INVALID).withOption("a", "b"))
                .isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> StartOptions.logical("s").withStatusInterval(Duration.ofMillis(999)))
                .isInstanceOf(ProgrammingException.class);
    }

    @Test
    void slotCommands() {
        assertThat(ReplicationCommand.alterSlot("s", Optional.of(true), Optional.of(false), V18))
                .isEqualTo("ALTER_REPLICATION_SLOT \"s\" (FAILOVER true, TWO_PHASE false)");
        assertThatThrownBy(() -> ReplicationCommand.alterSlot("s", Optional.empty(), Optional.empty(), V18))
                .isInstanceOf(ProgrammingException.class);
        assertThat(ReplicationCommand.readSlot("s", V18)).isEqualTo("READ_REPLICATION_SLOT \"s\"");
        assertThat(ReplicationCommand.dropSlot("s", false, V10)).isEqualTo("DROP_REPLICATION_SLOT \"s\"");
        assertThat(ReplicationCommand.dropSlot("s", true, V18)).isEqualTo("DROP_REPLICATION_SLOT \"s\" WAIT");
        assertThat(ReplicationCommand.timelineHistory(4294967295L)).isEqualTo("TIMELINE_HISTORY 4294967295");
        assertThatThrownBy(() -> ReplicationCommand.timelineHistory(0)).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void startedStreamsAreSpelledAsPsycopgDoes() {
        assertThat(ReplicationCommand.start(StartOptions.logical("s1").withOption("include-xids", "0")
                .withOption("skip-empty-xacts", "1"))).isEqualTo(
                        "START_REPLICATION SLOT \"s1\" LOGICAL 0/00000000 (\"include-xids\" '0', \"skip-empty-xacts\" '1')");
        assertThat(ReplicationCommand.start(StartOptions.logical("s1").withPosition(Lsn.parse("ff/FF"))))
                .isEqualTo("START_REPLICATION SLOT \"s1\" LOGICAL FF/000000FF");
        assertThat(ReplicationCommand.start(StartOptions.logical("s1").withPosition(Lsn.of(-1))))
                .isEqualTo("START_REPLICATION SLOT \"s1\" LOGICAL FFFFFFFF/FFFFFFFF");
        assertThat(ReplicationCommand.start(StartOptions.physical("ph", Lsn.parse("1/2")).withTimeline(3)))
                .isEqualTo("START_REPLICATION SLOT \"ph\" 1/00000002 TIMELINE 3");
        assertThat(ReplicationCommand.start(StartOptions.physical(Lsn.INVALID)))
                .isEqualTo("START_REPLICATION 0/00000000");
    }

    @Test
    void namesAndValuesAreQuoted() {
        assertThat(ReplicationCommand.start(StartOptions.logical("a\"b").withOption("in\"c", "it's")))
                .isEqualTo("START_REPLICATION SLOT \"a\"\"b\" LOGICAL 0/00000000 (\"in\"\"c\" 'it''s')");
        assertThatThrownBy(() -> ReplicationCommand.dropSlot("a\0b", false, V18)).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> ReplicationCommand.dropSlot("", false, V18)).isInstanceOf(ProgrammingException.class);
    }

    private static void refused(String because, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(NotSupportedException.class).hasMessageContaining(because);
    }
}
