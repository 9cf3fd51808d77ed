package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.LogicalMessage;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SchemaChange;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What a stream delivers, and what its acknowledgements confirm. */
class ManagedStreamTest extends StreamTests {

    @Test
    void transactionsComeAsAWholeAndAreConfirmedWhenAcknowledged() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        untilStreaming(stream);
        server.execute("INSERT INTO t VALUES (1, 'one'), (2, 'two')", "UPDATE t SET a = 'x' WHERE id = 1",
                "DELETE FROM t WHERE id = 2");
        subscriber.awaitItems(3, LIMIT);
        ChangeTransaction first = subscriber.getItems().get(0);
        assertThat(first.changes()).hasSize(2);
        assertThat(row(first, 0).getString("a")).isEqualTo("one");
        assertThat(first.info().orElseThrow().xid()).isPositive();
        assertThat(subscriber.getItems().get(1).changes().get(0)).isInstanceOf(RowChange.Update.class);
        assertThat(subscriber.getItems().get(2).changes().get(0)).isInstanceOf(RowChange.Delete.class);
        assertThat(confirmed()).isLessThan(first.endPosition());
        first.ack();
        until("the first is confirmed", () -> confirmed().equals(first.endPosition()));
        assertThat(stream.positions().lagBytes()).isPositive();
        subscriber.getItems().get(2).ack();
        assertThat(stream.positions().confirmed()).isEqualTo(first.endPosition());
        subscriber.getItems().get(1).ack();
        untilConfirmed(subscriber.getItems().get(2).endPosition());
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgainAndWhatWasNotDoes() {
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream(SlotPolicy.CREATE), 10);
        untilStreaming(streams.get(0));
        server.execute("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'b')", "INSERT INTO t VALUES (3, 'c')");
        subscriber.awaitItems(3, LIMIT).getItems().get(0).ack();
        subscriber.cancel();
        await(streams.get(0).stop());
        AssertSubscriber<ChangeTransaction> again = subscribe(stream(SlotPolicy.REQUIRE), 10);
        again.awaitItems(2, LIMIT);
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
            untilStreaming(stream);
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
            until("all rows have come", () -> ids.size() >= rows);
            assertThat(ids).as("seed %d", seed).doesNotHaveDuplicates().hasSize(rows);
            await(stream.stop());
        }
    }

    @Test
    void anIdleTableBesideABusyOneLetsTheSlotAdvance() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        subscribe(stream, 10);
        untilStreaming(stream);
        Lsn before = confirmed();
        server.execute("INSERT INTO quiet SELECT generate_series(1, 20000)");
        Lsn after = Lsn.parse(server.one("SELECT pg_current_wal_lsn()"));
        untilConfirmed(after);
        assertThat(before).isLessThan(after);
    }

    @Test
    void anUnacknowledgedChangeHoldsTheSlot() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        untilStreaming(stream);
        server.execute("INSERT INTO t VALUES (1, 'a')");
        ChangeTransaction tx = subscriber.awaitItems(1, LIMIT).getItems().get(0);
        server.execute("INSERT INTO quiet SELECT generate_series(1, 20000)");
        Lsn after = Lsn.parse(server.one("SELECT pg_current_wal_lsn()"));
        until("the server has told how far it is", () -> stream.positions().serverEnd().compareTo(after) >= 0);
        assertThat(stream.positions().confirmed()).isLessThan(tx.endPosition());
        assertThat(confirmed()).isLessThan(tx.endPosition());
        assertThat(stream.lag()).isPositive();
        tx.ack();
        untilConfirmed(after);
        assertThat(stream.lag()).isZero();
    }

    @Test
    void pausingHoldsChangesBackAndDemandIsKept() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 1);
        untilStreaming(stream);
        server.execute("INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'b')", "INSERT INTO t VALUES (3, 'c')");
        subscriber.awaitItems(1, LIMIT);
        stream.pause();
        assertThat(stream.state()).isEqualTo(ReplicationState.PAUSED);
        subscriber.request(1);
        until("nothing is received that was not written",
                () -> stream.positions().received().compareTo(Lsn.parse(server.one("SELECT pg_current_wal_lsn()"))) <= 0);
        assertThat(subscriber.getItems()).hasSize(1);
        stream.resume();
        subscriber.awaitItems(2, LIMIT);
        assertThat(subscriber.getItems()).hasSize(2);
    }

    @Test
    void aStreamHasOneConsumer() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        subscribe(stream, 1);
        assertThatThrownBy(() -> await(stream.changes().toUni()))
                .isInstanceOf(ProgrammingException.class).hasMessageContaining("has a consumer already");
    }

    @Test
    void singleChangesCarryTheirBoundariesMessagesAndShapes() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<Change> subscriber = stream.changes().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        untilStreaming(stream);
        server.execute("INSERT INTO t VALUES (1, 'a')", "ALTER TABLE t ADD b int DEFAULT 7", "INSERT INTO t VALUES (2, 'b')",
                "SELECT pg_logical_emit_message(false, 'outside', 'x')", "SELECT pg_logical_emit_message(true, 'inside', 'y')");
        subscriber.awaitItems(11, LIMIT);
        assertThat(subscriber.getItems()).extracting(change -> change.getClass().getSimpleName()).containsExactly(
                "TransactionBegin", "Insert", "TransactionCommit", "TransactionBegin", "SchemaChange", "Insert",
                "TransactionCommit", "LogicalMessage", "TransactionBegin", "LogicalMessage", "TransactionCommit");
        SchemaChange altered = (SchemaChange) subscriber.getItems().get(4);
        assertThat(altered.after().columns()).hasSize(3);
        assertThat(((LogicalMessage) subscriber.getItems().get(7)).text()).isEqualTo("x");
        stream.acknowledge(Lsn.of(-1));
        until("all is confirmed", () -> confirmed().compareTo(stream.positions().received()) >= 0);
    }

    @Test
    void hugeTransactionsAreStreamedWithoutWhatWasRolledBack() {
        ManagedStream stream = stream(server, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE)
                .withOptions(Map.of("streaming", "parallel", "binary", "true")));
        AssertSubscriber<ChangeTransaction> subscriber = subscribe(stream, 10);
        untilStreaming(stream);
        server.execute("ALTER SYSTEM SET logical_decoding_work_mem = '64kB'", "SELECT pg_reload_conf()",
                "DO $$ BEGIN INSERT INTO t SELECT g, repeat('y', 100) FROM generate_series(1, 5000) g; "
                        + "BEGIN INSERT INTO t SELECT g, repeat('z', 100) FROM generate_series(5001, 9000) g; "
                        + "RAISE EXCEPTION 'back'; EXCEPTION WHEN raise_exception THEN NULL; END; "
                        + "INSERT INTO t VALUES (-1, 'last'); END $$",
                "ALTER SYSTEM RESET logical_decoding_work_mem", "SELECT pg_reload_conf()");
        subscriber.awaitItems(1, LIMIT);
        List<Change> changes = subscriber.getItems().get(0).changes();
        assertThat(changes).hasSize(5001);
        assertThat(inserted(changes.get(4999)).getLong("id")).isEqualTo(5000);
        assertThat(inserted(changes.get(5000)).getLong("id")).isEqualTo(-1);
    }

    @Test
    void aSlowConsumerIsNotOverrun() {
        ManagedStream stream = stream(SlotPolicy.CREATE);
        AssertSubscriber<Change> subscriber = stream.changes().subscribe().withSubscriber(AssertSubscriber.create(1));
        untilStreaming(stream);
        server.execute("INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 30000) g");
        subscriber.awaitItems(1, LIMIT);
        subscriber.request(30001);
        subscriber.awaitItems(30002, Duration.ofSeconds(60));
    }

    @Test
    void aPausedConsumerOutlivesTheServersPatience() {
        try (TestServer impatient = TestServer.builder().setting("wal_sender_timeout", "4s").build()) {
            impatient.execute("CREATE TABLE t (id bigint PRIMARY KEY, a text)", "CREATE PUBLICATION p FOR TABLE t");
            ManagedStream stream = stream(impatient, ReplicationStreamOptions.of("s1", "p", SlotPolicy.CREATE));
            AssertSubscriber<Change> subscriber = stream.changes().subscribe().withSubscriber(AssertSubscriber.create(1));
            untilStreaming(stream);
            String walsender = impatient.one("SELECT pid FROM pg_stat_replication");
            impatient.execute("INSERT INTO t SELECT g, repeat('x', 1000) FROM generate_series(1, 30000) g");
            subscriber.awaitItems(1, LIMIT);
            stream.pause();
            long until = System.nanoTime() + Duration.ofSeconds(12).toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(impatient.one("SELECT pid FROM pg_stat_replication")).isEqualTo(walsender);
            stream.resume();
            subscriber.request(30_001);
            subscriber.awaitItems(30_002, Duration.ofSeconds(60));
            assertThat(impatient.one("SELECT pid FROM pg_stat_replication")).isEqualTo(walsender);
            await(stream.stop());
        }
    }
}
