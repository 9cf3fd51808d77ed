package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
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
        until("it streams", () -> stream.state() == ReplicationState.STREAMING);
        Lsn start = stream.positions().confirmed();
        for (int beat = 0; beat < 3; beat++) {
            Lsn before = stream.positions().confirmed();
            until("a beat was confirmed", () -> stream.positions().confirmed().isAfter(before));
        }
        assertThat(stream.positions().confirmed()).isGreaterThan(start);
        server.execute("SELECT pg_logical_emit_message(false, 'mine', 'x')");
        until("another message comes", () -> !changes.isEmpty());
        assertThat(changes).hasSize(1);
        stream.stop().await().atMost(LIMIT);
    }

    /** What is not acknowledged is not passed by a beat. */
    @Test
    void heartbeatsDoNotConfirmWhatIsOutstanding() {
        List<Change> changes = new CopyOnWriteArrayList<>();
        ManagedStream stream = stream(SlotPolicy.TEMPORARY, Duration.ofMillis(50));
        stream.changes().subscribe().with(changes::add);
        until("it streams", () -> stream.state() == ReplicationState.STREAMING);
        server.execute("INSERT INTO beating VALUES (1)");
        until("the insert has come", () -> changes.size() == 3);
        Lsn confirmed = stream.positions().confirmed();
        Lsn end = stream.positions().serverEnd();
        until("beats have come behind it", () -> stream.positions().serverEnd().bytesSince(end) > 200);
        assertThat(stream.positions().confirmed()).isEqualTo(confirmed);
        stream.acknowledge(Ends.of(changes.get(2)).orElseThrow());
        until("it moves on", () -> stream.positions().confirmed().isAfter(end));
        stream.stop().await().atMost(LIMIT);
    }

    @Test
    void theServersWordOnTheSlotIsTold() {
        ManagedStream stream = stream(SlotPolicy.DROP_ON_STOP, Duration.ZERO);
        assertThat(stream.slotStatus().await().atMost(LIMIT)).as("no slot yet").isEmpty();
        stream.start().await().atMost(LIMIT);
        SlotStatus status = stream.slotStatus().await().atMost(LIMIT).orElseThrow();
        assertThat(status.active()).isTrue();
        assertThat(status.walStatus()).contains("reserved");
        assertThat(status.safeWalSize()).isEmpty();
        assertThat(status.retainedBytes()).isGreaterThanOrEqualTo(status.unconfirmedBytes());
        stream.stop().await().atMost(LIMIT);
        assertThat(stream.slotStatus().await().atMost(LIMIT)).isEmpty();
    }

    @Test
    void aBoundOnWhatSlotsMayHoldIsTold() {
        try (TestServer own = TestServer.builder().setting("max_slot_wal_keep_size", "64MB").build()) {
            own.execute("SELECT pg_create_logical_replication_slot('beating', 'pgoutput')");
            ManagedStream stream = new ManagedStream(ReplicationStreamOptions.of("beating", "beat", SlotPolicy.REQUIRE)
                    .withOptions(Map.of()), TestConnections.connector(own, ReplicationType.LOGICAL), Adapters.create());
            SlotStatus status = stream.slotStatus().await().atMost(LIMIT).orElseThrow();
            assertThat(status.active()).isFalse();
            assertThat(status.safeWalSize().orElseThrow()).isPositive();
        }
    }
}
