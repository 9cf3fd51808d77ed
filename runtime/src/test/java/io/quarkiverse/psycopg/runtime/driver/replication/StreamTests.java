package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.psycopg.replication.Change;
import io.quarkiverse.psycopg.replication.ChangeTransaction;
import io.quarkiverse.psycopg.replication.ChangedRow;
import io.quarkiverse.psycopg.replication.ReplicationState;
import io.quarkiverse.psycopg.replication.ReplicationStreamOptions;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.RowChange;
import io.quarkiverse.psycopg.replication.SlotLost;
import io.quarkiverse.psycopg.replication.SlotPolicy;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Streams over one publication of one server, stopped after each test; their slots are dropped. */
abstract class StreamTests {

    final TestServer server = TestServer.v18();
    final List<ManagedStream> streams = new ArrayList<>();
    final List<SlotLost> lost = new CopyOnWriteArrayList<>();

    @BeforeEach
    void tables() {
        server.execute("DROP TABLE IF EXISTS t, quiet", "DROP PUBLICATION IF EXISTS p",
                "CREATE TABLE t (id bigint PRIMARY KEY, a text)", "CREATE TABLE quiet (id int PRIMARY KEY)",
                "CREATE PUBLICATION p FOR TABLE t");
    }

    @AfterEach
    void stopAll() {
        streams.forEach(stream -> await(stream.stop()));
        until("no slot is in use", () -> server.one("SELECT count(*) FROM pg_replication_slots WHERE active").equals("0"));
        server.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    }

    final ManagedStream stream(SlotPolicy policy) {
        return stream(server, ReplicationStreamOptions.of("s1", "p", policy));
    }

    final ManagedStream stream(TestServer where, ReplicationStreamOptions settings) {
        ManagedStream stream = new ManagedStream(
                settings.withStatusInterval(Duration.ofSeconds(1)).withOnSlotLost(lost::add),
                TestConnections.connector(where, ReplicationType.LOGICAL), Adapters.create());
        streams.add(stream);
        return stream;
    }

    static AssertSubscriber<ChangeTransaction> subscribe(ManagedStream stream, long demand) {
        return stream.transactions().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    static ChangedRow row(ChangeTransaction tx, int index) {
        return inserted(tx.changes().get(index));
    }

    @SuppressWarnings("unchecked")
    static ChangedRow inserted(Change change) {
        return ((RowChange.Insert<ChangedRow>) change).after();
    }

    final Lsn confirmed() {
        return Lsn.parse(server.one("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 's1'"));
    }

    final void untilConfirmed(Lsn position) {
        until("it is confirmed up to " + position, () -> confirmed().compareTo(position) >= 0);
    }

    static void untilStreaming(ManagedStream stream) {
        until("the stream runs", () -> stream.state() == ReplicationState.STREAMING);
    }
}
