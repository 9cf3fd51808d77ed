package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SchemaChange;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.replication.SlotLostException;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ManagedStreamTest {

    private final TestServer server = TestServer.v18();
    private final List<ManagedStream> streams = new ArrayList<>();
    private final List<SlotLost> lost = new CopyOnWriteArrayList<>();

    @BeforeEach
    void tables() {
        server.execute("DROP TABLE IF EXISTS t, quiet", "DROP PUBLICATION IF EXISTS p",
                "CREATE TABLE t (id bigint PRIMARY KEY, a text)", "CREATE TABLE quiet (id int PRIMARY KEY)",
                "CREATE PUBLICATION p FOR TABLE t");
    }

    @AfterEach
    void stopAll() {
        streams.forEach(stream -> stream.stop().await().atMost(TestConnections.WAIT));
        await(() -> one("SELECT count(*) FROM pg_replication_slots WHERE active").equals("0"));
        server.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    }

    @Test
    void transactionsComeAsAWholeAndAreConfirmedWhenAcknowledged() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t VALUES (1, 'one'), (2, 'two')", "UPDATE t SET a = 'x' WHERE id = 1",
                "DELETE FROM t WHERE id = 2");
        subscriber.awaitItems(3, TestConnections.WAIT);
        ChangeTransaction first = subscriber.getItems().get(0);
        assertThat(first.changes()).hasSize(2);
        assertThat(row(first, 0).getString("a")).isEqualTo("one");
        assertThat(first.info().orElseThrow().xid()).isPositive();
        assertThat(subscriber.getItems().get(1).changes().get(0)).isInstanceOf(RowChange.Update.class);
        assertThat(subscriber.getItems().get(2).changes().get(0)).isInstanceOf(RowChange.Delete.class);
        assertThat(confirmed()).isLessThan(first.endPosition());
        first.ack();
        await(() -> confirmed().equals(first.endPosition()));
        assertThat(stream.positions().lagBytes()).isPositive();
        subscriber.getItems().get(2).ack();
        assertThat(stream.positions().confirmed()).isEqualTo(first.endPosition());
        subscriber.getItems().get(1).ack();
        await(() -> confirmed().compareTo(subscriber.getItems().get(2).endPosition()) >= 0);
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgainAndWhatWasNotDoes() {
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream(SlotPolicy.CREATE), 10);
        await(() -> streams.get(0).state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'b')", "INSERT INTO t VALUES (3, 'c')");
        subscriber.awaitItems(3, TestConnections.WAIT).getItems().get(0).ack();
        subscriber.cancel();
        streams.get(0).stop().await().atMost(TestConnections.WAIT);
        AssertSubscriber<ChangeTransaction> again = subscribe(stream(SlotPolicy.REQUIRE), 10);
        again.awaitItems(2, TestConnections.WAIT);
        assertThat(row(again.getItems().get(0), 0).getLong("id")).isEqualTo(2);
        assertThat(row(again.getItems().get(1), 0).getLong("id")).isEqualTo(3);
    }

    @Test
    void nothingIsLostOrRepeatedWhenTheWalsenderIsKilledAndTheServerRestarted() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TestServer own = TestServer.builder().build()) {
            own.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text)", "CREATE PUBLICATION p FOR TABLE t");
            ManagedStream stream = stream(own, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE));
            List<Long> ids = new CopyOnWriteArrayList<>();
            stream.transactions().subscribe().with(tx -> {
                tx.changes().forEach(change -> ids.add(inserted(change).getLong("id")));
                tx.ack();
            });
            await(() -> stream.state() == ReplicationState.STREAMING);
            int rows = 10_000;
            for (int i = 0; i < rows / 100; i++) {
                own.execute("INSERT INTO t SELECT g, repeat('x', 50) FROM generate_series(" + (i * 100 + 1) + ","
                        + (i + 1) * 100 + ") g");
                if (random.nextInt(20) == 0) {
                    own.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication");
                } else if (i == rows / 200) {
                    own.restart();
                }
            }
            await(() -> ids.size() >= rows);
            assertThat(ids).as("seed %d", seed).doesNotHaveDuplicates().hasSize(rows);
            stream.stop().await().atMost(TestConnections.WAIT);
        }
    }

    @Test
    void aSecondInstanceWaitsForTheSlotAndTakesOver() {
        ManagedStream first = stream(SlotPolicy.CREATE);
        subscribe(first, 10);
        await(() -> first.state() == ReplicationState.STREAMING);
        ManagedStream second = stream(SlotPolicy.REQUIRE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(second, 10);
        await(() -> second.state() == ReplicationState.WAITING);
        assertThat(second.failure().orElseThrow()).hasMessageContaining("is active for PID");
        first.stop().await().atMost(TestConnections.WAIT);
        await(() -> second.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t VALUES (1, 'a')");
        subscriber.awaitItems(1, TestConnections.WAIT);
    }

    @Test
    void aMissingSlotIsAnErrorAndNeverMadeAnew() {
        ManagedStream stream = stream(SlotPolicy.REQUIRE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        subscriber.awaitFailure(TestConnections.WAIT).assertFailedWith(SlotLostException.class, "does not exist");
        assertThat(stream.state()).isEqualTo(ReplicationState.FAILED);
        await(() -> !lost.isEmpty());
        assertThat(lost.get(0).slot()).isEqualTo("s1");
    }

    @Test
    void aSlotThatVanishesWhileStreamingIsLost() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("DO $$ BEGIN LOOP BEGIN PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots"
                + " WHERE slot_name = 's1' AND active; PERFORM pg_drop_replication_slot('s1'); EXIT;"
                + " EXCEPTION WHEN object_in_use THEN PERFORM pg_sleep(0.01); END; END LOOP; END $$");
        subscriber.awaitFailure(TestConnections.WAIT).assertFailedWith(SlotLostException.class, "any more");
        assertThat(lost).hasSize(1);
        assertThat(one("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() {
        server.execute("SELECT pg_create_logical_replication_slot('s1', 'test_decoding')");
        failsToStart(stream(SlotPolicy.REQUIRE), "uses the output plugin test_decoding, the stream needs pgoutput");
        server.execute("SELECT pg_create_physical_replication_slot('ph')");
        failsToStart(stream(server, ReplicationStreamOptions.of("ph", "p", SlotPolicy.REQUIRE)), "is a physical one");
        failsToStart(stream(server, ReplicationStreamOptions.of("s2", "nope", SlotPolicy.REQUIRE)), "run CREATE PUBLICATION");
        try (TestServer replica = TestServer.builder().setting("wal_level", "replica").build()) {
            ManagedStream stream = stream(replica, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE));
            assertThatThrownBy(() -> stream.start().await().atMost(TestConnections.WAIT))
                    .hasMessageContaining("wal_level = logical");
        }
    }

    @Test
    void aPublicationIsCreatedWhereThePolicySaysSo() {
        server.execute("DROP PUBLICATION p");
        ManagedStream stream = stream(server,
                ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE).withTables(List.of("public.t", "quiet")));
        stream.start().await().atMost(TestConnections.WAIT);
        assertThat(one("SELECT count(*) FROM pg_publication_tables WHERE pubname = 'p'")).isEqualTo("2");
    }

    @Test
    void droppedOnStopAndTemporarySlotsLeaveNothing() {
        ManagedStream stream = stream(SlotPolicy.DROP_ON_STOP);
        stream.start().await().atMost(TestConnections.WAIT);
        assertThat(one("SELECT count(*) FROM pg_replication_slots")).isEqualTo("1");
        stream.stop().await().atMost(TestConnections.WAIT);
        assertThat(one("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
        ManagedStream temporary = stream(SlotPolicy.TEMPORARY);
        temporary.start().await().atMost(TestConnections.WAIT);
        assertThat(one("SELECT temporary FROM pg_replication_slots")).isEqualTo("t");
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication");
        await(() -> !lost.isEmpty());
        assertThat(lost.get(0).reason()).contains("missed");
        await(() -> temporary.state() == ReplicationState.STREAMING);
        temporary.stop().await().atMost(TestConnections.WAIT);
        await(() -> one("SELECT count(*) FROM pg_replication_slots").equals("0"));
    }

    @Test
    void anIdleTableBesideABusyOneLetsTheSlotAdvance() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        subscribe(stream, 10);
        await(() -> stream.state() == ReplicationState.STREAMING);
        Lsn before = confirmed();
        server.execute("INSERT INTO quiet SELECT generate_series(1, 20000)");
        Lsn after = Lsn.parse(one("SELECT pg_current_wal_lsn()"));
        await(() -> confirmed().compareTo(after) >= 0);
        assertThat(before).isLessThan(after);
    }

    @Test
    void anUnacknowledgedChangeHoldsTheSlot() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t VALUES (1, 'a')");
        ChangeTransaction tx = subscriber.awaitItems(1, TestConnections.WAIT).getItems().get(0);
        server.execute("INSERT INTO quiet SELECT generate_series(1, 20000)");
        Lsn after = Lsn.parse(one("SELECT pg_current_wal_lsn()"));
        await(() -> stream.positions().serverEnd().compareTo(after) >= 0);
        assertThat(stream.positions().confirmed()).isLessThan(tx.endPosition());
        assertThat(confirmed()).isLessThan(tx.endPosition());
        assertThat(stream.lag()).isPositive();
        tx.ack();
        await(() -> confirmed().compareTo(after) >= 0);
        assertThat(stream.lag()).isZero();
    }

    @Test
    void pausingHoldsChangesBackAndDemandIsKept() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 1);
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'b')", "INSERT INTO t VALUES (3, 'c')");
        subscriber.awaitItems(1, TestConnections.WAIT);
        stream.pause();
        assertThat(stream.state()).isEqualTo(ReplicationState.PAUSED);
        subscriber.request(1);
        await(() -> stream.positions().received().compareTo(Lsn.parse(one("SELECT pg_current_wal_lsn()"))) <= 0);
        assertThat(subscriber.getItems()).hasSize(1);
        stream.resume();
        subscriber.awaitItems(2, TestConnections.WAIT);
        assertThat(subscriber.getItems()).hasSize(2);
    }

    @Test
    void aStreamHasOneConsumer() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        subscribe(stream, 1);
        assertThatThrownBy(() -> stream.changes().toUni().await().atMost(TestConnections.WAIT))
                .isInstanceOf(ProgrammingException.class).hasMessageContaining("has a consumer already");
    }

    @Test
    void singleChangesCarryTheirBoundariesMessagesAndShapes() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<Change> subscriber = stream.changes().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t ADD b int DEFAULT 7", "INSERT INTO t VALUES (2, 'b')",
                "SELECT pg_logical_emit_message(false, 'outside', 'x')", "SELECT pg_logical_emit_message(true, 'inside', 'y')");
        subscriber.awaitItems(11, TestConnections.WAIT);
        assertThat(subscriber.getItems()).extracting(change -> change.getClass().getSimpleName()).containsExactly(
                "TransactionBegin", "Insert", "TransactionCommit", "TransactionBegin", "SchemaChange", "Insert",
                "TransactionCommit", "LogicalMessage", "TransactionBegin", "LogicalMessage", "TransactionCommit");
        SchemaChange altered = (SchemaChange) subscriber.getItems().get(4);
        assertThat(altered.after().columns()).hasSize(3);
        assertThat(((LogicalMessage) subscriber.getItems().get(7)).text()).isEqualTo("x");
        stream.acknowledge(Lsn.of(-1));
        await(() -> confirmed().compareTo(stream.positions().received()) >= 0);
    }

    @Test
    void hugeTransactionsAreStreamedWithoutWhatWasRolledBack() {
        ManagedStream stream = stream(server, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE)
                .withOptions(Map.of("streaming", "parallel", "binary", "true")));
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("ALTER SYSTEM SET logical_decoding_work_mem = '64kB'", "SELECT pg_reload_conf()",
                "DO $$ BEGIN INSERT INTO t SELECT g, repeat('y', 100) FROM generate_series(1, 5000) g; "
                        + "BEGIN INSERT INTO t SELECT g, repeat('z', 100) FROM generate_series(5001, 9000) g; "
                        + "RAISE EXCEPTION 'back'; EXCEPTION WHEN raise_exception THEN NULL; END; "
                        + "INSERT INTO t VALUES (-1, 'last'); END $$",
                "ALTER SYSTEM RESET logical_decoding_work_mem", "SELECT pg_reload_conf()");
        subscriber.awaitItems(1, TestConnections.WAIT);
        List<Change> changes = subscriber.getItems().get(0).changes();
        assertThat(changes).hasSize(5001);
        assertThat(inserted(changes.get(4999)).getLong("id")).isEqualTo(5000);
        assertThat(inserted(changes.get(5000)).getLong("id")).isEqualTo(-1);
    }

    @Test
    void aSlowConsumerIsNotOverrun() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<Change> subscriber = stream.changes().subscribe().withSubscriber(AssertSubscriber.create(1));
        await(() -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 30000) g");
        subscriber.awaitItems(1, TestConnections.WAIT);
        subscriber.request(30001);
        subscriber.awaitItems(30002, Duration.ofSeconds(60));
    }

    /** More is on its way than the stream reads ahead, so that the socket is not read while nothing is asked for. */
    @Test
    void aPausedConsumerOutlivesTheServersPatience() {
        try (TestServer impatient = TestServer.builder().setting("wal_sender_timeout", "4s").build()) {
            impatient.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text)", "CREATE PUBLICATION p FOR TABLE t");
            ManagedStream stream = stream(impatient, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE));
            AssertSubscriber<Change> subscriber = stream.changes().subscribe().withSubscriber(AssertSubscriber.create(1));
            await(() -> stream.state() == ReplicationState.STREAMING);
            String walsender = one(impatient, "SELECT pid FROM pg_stat_replication");
            impatient.execute("INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 30000) g");
            subscriber.awaitItems(1, TestConnections.WAIT);
            stream.pause();
            long until = System.nanoTime() + Duration.ofSeconds(12).toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(one(impatient, "SELECT pid FROM pg_stat_replication")).isEqualTo(walsender);
            stream.resume();
            subscriber.request(30_001);
            subscriber.awaitItems(30_002, Duration.ofSeconds(60));
            assertThat(one(impatient, "SELECT pid FROM pg_stat_replication")).isEqualTo(walsender);
            stream.stop().await().atMost(TestConnections.WAIT);
        }
    }

    private void failsToStart(ManagedStream stream, String because) {
        assertThatThrownBy(() -> stream.start().await().atMost(TestConnections.WAIT)).hasMessageContaining(because);
        assertThat(stream.state()).isEqualTo(ReplicationState.FAILED);
    }

    private ManagedStream stream(SlotPolicy policy) {
        return stream(server, ReplicationStreamOptions.of("s1", "p", policy));
    }

    private ManagedStream stream(TestServer where, ReplicationStreamOptions settings) {
        ManagedStream stream = new ManagedStream(
                settings.withStatusInterval(Duration.ofSeconds(1)).withOnSlotLost(lost::add),
                TestConnections.connector(where, ReplicationType.LOGICAL), Adapters.create());
        streams.add(stream);
        return stream;
    }

    private static AssertSubscriber<ChangeTransaction> subscribe(ManagedStream stream, long demand) {
        return stream.transactions().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static ChangedRow row(ChangeTransaction tx, int index) {
        return inserted(tx.changes().get(index));
    }

    @SuppressWarnings("unchecked")
    private static ChangedRow inserted(Change change) {
        return ((RowChange.Insert<ChangedRow>) change).after();
    }

    private Lsn confirmed() {
        return Lsn.parse(one("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 's1'"));
    }

    private String one(String sql) {
        return one(server, sql);
    }

    private static String one(TestServer where, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + where.host() + ":" + where.port()
                + "/postgres?user=postgres&sslmode=disable");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("the condition did not come to hold");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
