package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.replication.Cell;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SchemaChange;
import io.quarkiverse.psycopg.replication.Truncate;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;

/** Tables of every shape: identities, generated and quoted columns, partitions, large values, transactions without changes. */
class ReplicatedTablesTest {

    private final TestServer server = TestServer.v18();
    private StreamProbe probe;

    @BeforeEach
    void start() {
        server.execute("DROP SCHEMA IF EXISTS shapes CASCADE", "CREATE SCHEMA shapes");
        probe = new StreamProbe(server, Map.of());
    }

    @AfterEach
    void stop() {
        probe.close();
        server.execute("DROP SCHEMA shapes CASCADE");
    }

    @SuppressWarnings("unchecked")
    private static RowChange.Update<ChangedRow> update(Change change) {
        return (RowChange.Update<ChangedRow>) change;
    }

    @SuppressWarnings("unchecked")
    private static RowChange.Delete<ChangedRow> delete(Change change) {
        return (RowChange.Delete<ChangedRow>) change;
    }

    private static List<String> names(Row row) {
        return row.columns().stream().map(column -> column.name()).toList();
    }

    @Test
    void identityDefaultGivesThePrimaryKey() {
        List<Change> changes = probe.changes(4, "CREATE TABLE shapes.d (id int4 PRIMARY KEY, v text)",
                "INSERT INTO shapes.d VALUES (1, 'a')", "UPDATE shapes.d SET v = 'b'", "UPDATE shapes.d SET id = 2",
                "DELETE FROM shapes.d");
        assertThat(update(changes.get(1)).before()).isEmpty();
        assertThat(names(update(changes.get(1)).key())).containsExactly("id");
        assertThat(update(changes.get(2)).key().getInt("id")).as("the key before it changed").isEqualTo(1);
        assertThat(update(changes.get(2)).after().getInt("id")).isEqualTo(2);
        assertThat(delete(changes.get(3)).key().getInt("id")).isEqualTo(2);
        assertThat(delete(changes.get(3)).before()).isEmpty();
    }

    @Test
    void identityFullGivesTheWholeRowBefore() {
        List<Change> changes = probe.changes(3, "CREATE TABLE shapes.f (id int4 PRIMARY KEY, v text)",
                "ALTER TABLE shapes.f REPLICA IDENTITY FULL", "INSERT INTO shapes.f VALUES (1, NULL)",
                "UPDATE shapes.f SET v = 'b'", "DELETE FROM shapes.f");
        ChangedRow before = update(changes.get(1)).before().orElseThrow();
        assertThat(before.isNull(before.columnIndex("v"))).isTrue();
        assertThat(delete(changes.get(2)).before().orElseThrow().getString("v")).isEqualTo("b");
    }

    @Test
    void identityByIndexGivesItsColumns() {
        List<Change> changes = probe.changes(3,
                "CREATE TABLE shapes.i (id int4 PRIMARY KEY, code text NOT NULL UNIQUE, v int4)",
                "ALTER TABLE shapes.i REPLICA IDENTITY USING INDEX i_code_key", "INSERT INTO shapes.i VALUES (1, 'x', 1)",
                "UPDATE shapes.i SET code = 'y'", "DELETE FROM shapes.i");
        assertThat(names(update(changes.get(1)).key())).containsExactly("code");
        assertThat(update(changes.get(1)).key().getString("code")).isEqualTo("x");
        assertThat(delete(changes.get(2)).key().getString("code")).isEqualTo("y");
    }

    /** The server itself refuses what could not be told. */
    @Test
    void identityNothingGivesInsertsOnly() {
        ChangedRow row = StreamProbe.after(probe.changes(1, "CREATE TABLE shapes.n (id int4 PRIMARY KEY, v text)",
                "ALTER TABLE shapes.n REPLICA IDENTITY NOTHING", "INSERT INTO shapes.n VALUES (1, 'a')").get(0));
        assertThat(row.getString("v")).isEqualTo("a");
        assertThatThrownBy(() -> server.execute("UPDATE shapes.n SET v = 'b'"))
                .hasStackTraceContaining("replica identity");
    }

    @Test
    void generatedColumnsComeWhereThePublicationSaysSo() {
        String table = "CREATE TABLE shapes.g (id int4 PRIMARY KEY, twice int4 GENERATED ALWAYS AS (id * 2) STORED)";
        ChangedRow without = StreamProbe.after(probe.changes(1, table, "INSERT INTO shapes.g VALUES (1)").get(0));
        assertThat(names(without)).containsExactly("id");
        List<Change> with = probe.changes(1, "ALTER PUBLICATION everything SET (publish_generated_columns = stored)",
                "INSERT INTO shapes.g VALUES (4)");
        assertThat(with.get(0)).isInstanceOfSatisfying(SchemaChange.class,
                change -> assertThat(change.after().columns()).extracting(column -> column.name()).containsExactly("id",
                        "twice"));
        assertThat(StreamProbe.after(with.get(1)).getInt("twice")).isEqualTo(8);
    }

    @Test
    void partitionsComeAsThemselvesOrAsTheirRoot() {
        List<Change> leaves = probe.changes(3, "CREATE TABLE shapes.p (id int4 PRIMARY KEY, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE shapes.p1 PARTITION OF shapes.p FOR VALUES FROM (1) TO (10)",
                "CREATE TABLE shapes.p2 PARTITION OF shapes.p FOR VALUES FROM (10) TO (20)",
                "INSERT INTO shapes.p VALUES (1, 'a'), (11, 'b')", "UPDATE shapes.p SET id = 12 WHERE id = 1",
                "INSERT INTO shapes.p VALUES (2, 'c')");
        assertThat(leaves).extracting(change -> ((RowChange<?>) change).context().table().name())
                .containsExactly("p1", "p2", "p1", "p2", "p1");
        assertThat(leaves.get(2)).as("a row that moves leaves one and enters the other").isInstanceOf(RowChange.Delete.class);
        List<Change> root = probe.changes(1, "ALTER PUBLICATION everything SET (publish_via_partition_root = true)",
                "INSERT INTO shapes.p VALUES (3, 'd'), (13, 'e')");
        assertThat(root).filteredOn(RowChange.class::isInstance).hasSize(2).extracting(
                change -> ((RowChange<?>) change).context().table().name()).containsOnly("p");
    }

    @Test
    void quotedNamesAreThemselves() {
        ChangedRow row = StreamProbe.after(probe.changes(1,
                "CREATE TABLE shapes.\"Odd \"\"table\"\".żó\" (\"Id\" int4 PRIMARY KEY, \"a b\" text, \"c\"\"d\" text)",
                "INSERT INTO shapes.\"Odd \"\"table\"\".żó\" VALUES (1, 'x', 'y')").get(0));
        assertThat(names(row)).containsExactly("Id", "a b", "c\"d");
        assertThat(row.getString("c\"d")).isEqualTo("y");
        Change change = probe.changes(1, "TRUNCATE shapes.\"Odd \"\"table\"\".żó\"").get(0);
        assertThat(((Truncate) change).tables().get(0).name()).isEqualTo("Odd \"table\".żó");
    }

    @Test
    void largeValuesInArraysAreUnchangedOrTakenFromTheRowBefore() {
        String large = "(SELECT array_agg(md5(g::text) || md5((g + 1)::text)) FROM generate_series(1, 5000) g)";
        List<Change> changes = probe.changes(2, "CREATE TABLE shapes.l (id int4 PRIMARY KEY, big text[], n int4)",
                "INSERT INTO shapes.l VALUES (1, " + large + ", 1)", "UPDATE shapes.l SET n = 2");
        assertThat((List<?>) StreamProbe.after(changes.get(0)).get("big")).hasSize(5_000);
        ChangedRow after = update(changes.get(1)).after();
        assertThat(after.cell(1)).isEqualTo(Cell.Unchanged.UNCHANGED);
        assertThat(after.unchangedColumns()).containsExactly("big");
        assertThat(after.getInt("n")).isEqualTo(2);
        List<Change> full = probe.changes(1, "ALTER TABLE shapes.l REPLICA IDENTITY FULL", "UPDATE shapes.l SET n = 3");
        RowChange.Update<ChangedRow> update = update(full.get(full.size() - 1));
        assertThat((List<?>) update.after().get("big")).hasSize(5_000);
        assertThat(update.before().map(row -> row.getInt("n"))).isEqualTo(Optional.of(2));
    }

    @Test
    void columnsRenamedDroppedAndAddedAreTold() {
        List<Change> changes = probe.changes(4, "CREATE TABLE shapes.s (id int4 PRIMARY KEY, a text, b text)",
                "INSERT INTO shapes.s VALUES (1, 'a', 'b')", "ALTER TABLE shapes.s RENAME a TO z",
                "INSERT INTO shapes.s VALUES (2, 'a', 'b')", "ALTER TABLE shapes.s DROP b",
                "INSERT INTO shapes.s VALUES (3, 'a')",
                "ALTER TABLE shapes.s ADD c int8 DEFAULT 5", "INSERT INTO shapes.s VALUES (4, 'a')");
        assertThat(changes).filteredOn(SchemaChange.class::isInstance).hasSize(3);
        assertThat(names(StreamProbe.after(changes.get(changes.size() - 1)))).containsExactly("id", "z", "c");
        assertThat(StreamProbe.after(changes.get(changes.size() - 1)).getLong("c")).isEqualTo(5);
    }

    @Test
    void transactionsWithoutPublishedChangesAreConfirmedInPassing() {
        server.execute("CREATE UNLOGGED TABLE shapes.u (id int4)", "CREATE TABLE shapes.e (id int4 PRIMARY KEY)");
        int before = probe.transactions.size();
        for (int i = 0; i < 50; i++) {
            server.execute("INSERT INTO shapes.u VALUES (1)", "UPDATE shapes.e SET id = 2", "SELECT txid_current()");
        }
        String end = server.one("SELECT pg_current_wal_insert_lsn()");
        until("the position has passed them", () -> probe.stream.positions().confirmed()
                .compareTo(Lsn.parse(end)) >= 0);
        assertThat(probe.transactions.subList(before, probe.transactions.size()))
                .allSatisfy(transaction -> assertThat(transaction.changes()).isEmpty());
    }
}
