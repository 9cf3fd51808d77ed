package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.replication.SlotStatus;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;

/** What keeps a quiet slot moving, and what the server says of a slot. */
class StreamOperationTest {

    private final TestServer server = TestServer.v18();

    @BeforeEach
    void table() {
        server.execute("DROP PUBLICATION IF EXISTS beat", "DROP TABLE IF EXISTS beating",
                "CREATE TABLE beating (id int4 PRIMARY KEY)", "CREATE PUBLICATION beat FOR TABLE beating");
    }

    @AfterEach
    void drop() {
        server.execute("DROP PUBLICATION beat", "DROP TABLE beating");
    }

    private ManagedStream stream(SlotPolicy policy, Duration heartbeat) {
        return new ManagedStream(ReplicationStreamOptions.of("beating", "beat", policy).withHeartbeatInterval(heartbeat),
                TestConnections.connector(server, ReplicationType.LOGICAL), Adapters.create());
    }

    @Test
    void heartbeatsMoveTheSlotAndAreNobodysBusiness() {
        List<Change> changes = new CopyOnWriteArrayList<>();
        ManagedStream stream = stream(SlotPolicy.TEMPORARY, Duration.ofMillis(100));
        stream.changes().subscribe().with(changes::add);
        StreamProbe.until("it streams", () -> stream.state() == ReplicationState.STREAMING);
        Lsn start = stream.positions().confirmed();
        for (int beat = 0; beat < 3; beat++) {
            Lsn before = stream.positions().confirmed();
            StreamProbe.until("a beat was confirmed", () -> stream.positions().confirmed().isAfter(before));
        }
        assertThat(stream.positions().confirmed()).isGreaterThan(start);
        server.execute("SELECT pg_logical_emit_message(false, 'mine', 'x')");
        StreamProbe.until("another message comes", () -> !changes.isEmpty());
        assertThat(changes).hasSize(1);
        stream.stop().await().atMost(TestConnections.WAIT);
    }

    /** What is not acknowledged is not passed by a beat. */
    @Test
    void heartbeatsDoNotConfirmWhatIsOutstanding() {
        List<Change> changes = new CopyOnWriteArrayList<>();
        ManagedStream stream = stream(SlotPolicy.TEMPORARY, Duration.ofMillis(50));
        stream.changes().subscribe().with(changes::add);
        StreamProbe.until("it streams", () -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO beating VALUES (1)");
        StreamProbe.until("the insert has come", () -> changes.size() == 3);
        Lsn confirmed = stream.positions().confirmed();
        Lsn end = stream.positions().serverEnd();
        StreamProbe.until("beats have come behind it", () -> stream.positions().serverEnd().bytesSince(end) > 200);
        assertThat(stream.positions().confirmed()).isEqualTo(confirmed);
        stream.acknowledge(Ends.of(changes.get(2)).orElseThrow());
        StreamProbe.until("it moves on", () -> stream.positions().confirmed().isAfter(end));
        stream.stop().await().atMost(TestConnections.WAIT);
    }

    @Test
    void theServersWordOnTheSlotIsTold() {
        ManagedStream stream = stream(SlotPolicy.DROP_ON_STOP, Duration.ZERO);
        assertThat(stream.slotStatus().await().atMost(TestConnections.WAIT)).as("no slot yet").isEmpty();
        stream.start().await().atMost(TestConnections.WAIT);
        SlotStatus status = stream.slotStatus().await().atMost(TestConnections.WAIT).orElseThrow();
        assertThat(status.active()).isTrue();
        assertThat(status.walStatus()).contains("reserved");
        assertThat(status.safeWalSize()).isEmpty();
        assertThat(status.retainedBytes()).isGreaterThanOrEqualTo(status.unconfirmedBytes());
        stream.stop().await().atMost(TestConnections.WAIT);
        assertThat(stream.slotStatus().await().atMost(TestConnections.WAIT)).isEmpty();
    }

    @Test
    void aBoundOnWhatSlotsMayHoldIsTold() {
        try (TestServer own = TestServer.builder().setting("max_slot_wal_keep_size", "64MB").build()) {
            own.execute("SELECT pg_create_logical_replication_slot('beating', 'pgoutput')");
            ManagedStream stream = new ManagedStream(ReplicationStreamOptions.of("beating", "beat", SlotPolicy.REQUIRE)
                    .withOptions(Map.of()), TestConnections.connector(own, ReplicationType.LOGICAL), Adapters.create());
            SlotStatus status = stream.slotStatus().await().atMost(TestConnections.WAIT).orElseThrow();
            assertThat(status.active()).isFalse();
            assertThat(status.safeWalSize().orElseThrow()).isPositive();
        }
    }
}
