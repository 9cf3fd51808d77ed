package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.CreatedSlot;
import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationMessage;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.replication.StopReplication;
import io.quarkiverse.psycopg.replication.SystemIdentity;
import io.quarkiverse.psycopg.testsupport.PostgresVersion;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ReplicationConnectionTest {

    private static final StartOptions TEXT = StartOptions.logical("s1").withOption("include-xids", "0")
            .withOption("skip-empty-xacts", "1");

    private final List<ReplicationConnection> opened = new ArrayList<>();
    private TestServer server = TestServer.v18();

    @AfterEach
    void dropAll() {
        opened.forEach(c -> wait(c.close()));
        ReplicationConnection admin = TestConnections.connect(server, ReplicationType.LOGICAL);
        wait(admin.query("DROP SCHEMA IF EXISTS w CASCADE"));
        for (List<Optional<String>> slot : wait(admin.query("SELECT slot_name FROM pg_replication_slots"))) {
            wait(admin.dropSlot(slot.get(0).orElseThrow(), true));
        }
        wait(admin.close());
    }

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void aLogicalSlotIsCreatedStreamedAndDropped(PostgresVersion version) {
        server = TestServer.shared(version);
        ReplicationConnection connection = logical();
        SystemIdentity identity = wait(connection.identifySystem());
        assertThat(identity.database()).contains("postgres");
        assertThat(identity.timeline()).isEqualTo(1);
        CreatedSlot slot = wait(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
        assertThat(slot.plugin()).contains("test_decoding");
        assertThat(slot.snapshot()).isPresent();
        assertThat(slot.consistentPoint().isValid()).isTrue();
        table("INSERT INTO w.t VALUES (1, 'one')");
        ReplicationCursor cursor = wait(connection.startReplication(TEXT));
        assertThat(texts(cursor, 3)).containsExactly("BEGIN", "table w.t: INSERT: id[integer]:1 a[text]:'one'", "COMMIT");
        wait(cursor.stop());
        assertThat(cursor.isActive()).isFalse();
        wait(connection.dropSlot("s1", false));
        assertThat(wait(connection.query("SELECT count(*) FROM pg_replication_slots"))).containsExactly(
                List.of(Optional.of("0")));
    }

    @Test
    void whatWasFlushedIsNotSentAgainAndWhatWasNotIs() {
        ReplicationConnection connection = slot();
        table("INSERT INTO w.t VALUES (1, 'a')", "INSERT INTO w.t VALUES (2, 'b')");
        ReplicationCursor cursor = wait(connection.startReplication(TEXT));
        List<ReplicationMessage> messages = messages(cursor, 6);
        wait(cursor.sendFeedback(Feedback.flushed(messages.get(2).dataStart()).withReply(true)));
        wait(cursor.stop());
        wait(connection.close());
        ReplicationCursor again = wait(logical().startReplication(TEXT));
        assertThat(texts(again, 3).get(1)).contains("id[integer]:2");
        assertThat(again.poll()).isEmpty();
    }

    @Test
    void aRefusedStartLeavesTheConnectionUsable() {
        ReplicationConnection connection = slot();
        assertThatThrownBy(() -> wait(connection.startReplication(StartOptions.logical("s1").withOption("in\"c", "it's"))))
                .isInstanceOf(PgException.class).hasMessageContaining("is unknown")
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("22023"));
        table("INSERT INTO w.t VALUES (1, 'a')");
        assertThat(texts(wait(connection.startReplication(TEXT)), 3)).hasSize(3);
    }

    @Test
    void whileItStreamsNothingElseRuns() {
        ReplicationConnection connection = slot();
        ReplicationCursor cursor = wait(connection.startReplication(TEXT));
        assertThatThrownBy(() -> wait(connection.identifySystem())).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("streams");
        assertThatThrownBy(() -> wait(connection.startReplication(TEXT))).isInstanceOf(ProgrammingException.class);
        wait(cursor.stop());
        assertThat(wait(connection.identifySystem()).systemId()).isNotEmpty();
        assertThatThrownBy(() -> wait(cursor.readMessage())).hasMessageContaining("ended");
    }

    @Test
    void aSlotInUseIsTold() {
        wait(slot().startReplication(TEXT));
        assertThatThrownBy(() -> wait(logical().startReplication(TEXT)))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("55006"));
    }

    @Test
    void consumersLeaveByStopReplicationAndGoOnAfterwards() {
        ReplicationConnection connection = slot();
        table("INSERT INTO w.t VALUES (1, 'a')", "INSERT INTO w.t VALUES (2, 'b')");
        ReplicationCursor cursor = wait(connection.startReplication(TEXT));
        List<String> got = new CopyOnWriteArrayList<>();
        wait(cursor.consumeStream(message -> {
            got.add(message.text());
            if (got.size() == 4) {
                throw new StopReplication();
            }
            return Uni.createFrom().voidItem();
        }));
        assertThat(got).hasSize(4).endsWith("BEGIN");
        assertThatThrownBy(() -> wait(cursor.consumeStream(message -> {
            got.add(message.text());
            throw new IllegalStateException("mine");
        }))).hasMessage("mine");
        assertThat(got).hasSize(5);
        assertThat(texts(cursor, 1)).containsExactly("COMMIT");
    }

    @Test
    void demandIsHeldAndNothingIsLost() {
        ReplicationConnection connection = slot();
        table("INSERT INTO w.t SELECT g, repeat('x', 2000) FROM generate_series(1, 5000) g");
        ReplicationCursor cursor = wait(connection.startReplication(TEXT));
        AssertSubscriber<ReplicationMessage> subscriber = cursor.messages().subscribe()
                .withSubscriber(AssertSubscriber.create(3));
        subscriber.awaitItems(3, TestConnections.WAIT);
        assertThat(subscriber.getItems()).hasSize(3);
        subscriber.request(4999);
        subscriber.awaitItems(5002, TestConnections.WAIT);
        assertThat(subscriber.getLastItem().text()).isEqualTo("COMMIT");
        subscriber.cancel();
        table("INSERT INTO w.t VALUES (1, 'after')");
        assertThat(texts(cursor, 3).get(1)).contains("after");
    }

    @Test
    void aCancelledReadLosesNothing() {
        ReplicationConnection connection = slot();
        ReplicationCursor cursor = wait(connection.startReplication(TEXT));
        cursor.readMessage().subscribe().with(m -> {
        }, f -> {
        }).cancel();
        table("INSERT INTO w.t VALUES (1, 'a')");
        assertThat(texts(cursor, 3)).startsWith("BEGIN").endsWith("COMMIT");
    }

    @Test
    void aPausedReaderOutlivesTheServersPatience() throws Exception {
        try (TestServer impatient = TestServer.builder().setting("wal_sender_timeout", "2s").build()) {
            ReplicationConnection connection = TestConnections.connect(impatient, ReplicationType.LOGICAL);
            wait(connection.query("CREATE TABLE t (id int PRIMARY KEY, a text)"));
            wait(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
            impatient.execute("INSERT INTO t SELECT g, repeat('x', 3000) FROM generate_series(1, 3000) g");
            ReplicationCursor cursor = wait(connection.startReplication(TEXT.withStatusInterval(Duration.ofSeconds(1))));
            assertThat(texts(cursor, 1)).containsExactly("BEGIN");
            long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            Instant told = cursor.feedbackTimestamp().orElse(Instant.MIN);
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(cursor.feedbackTimestamp().orElseThrow()).isAfter(told);
            assertThat(texts(cursor, 3001)).hasSize(3001).endsWith("COMMIT");
            wait(connection.close());
        }
    }

    /** Long before it is time for the next status message, and without a reader. */
    @Test
    void aServerThatAsksIsAnsweredAtOnce() {
        try (TestServer asking = TestServer.builder().setting("wal_sender_timeout", "3s").build()) {
            ReplicationConnection connection = TestConnections.connect(asking, ReplicationType.LOGICAL);
            wait(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
            ReplicationCursor cursor = wait(connection.startReplication(TEXT.withStatusInterval(Duration.ofMinutes(5))));
            long end = System.nanoTime() + TestConnections.WAIT.toNanos();
            while (cursor.feedbackTimestamp().isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(cursor.feedbackTimestamp()).isPresent();
            wait(connection.close());
        }
    }

    @Test
    void slotsOfEveryKind() {
        ReplicationConnection connection = logical();
        CreatedSlot temporary = wait(connection.createSlot(SlotOptions.logical("tmp", "pgoutput").withTemporary(true)
                .withSnapshot(SlotOptions.Snapshot.NOTHING).withTwoPhase(true)));
        assertThat(temporary.snapshot()).isEmpty();
        wait(connection.createSlot(SlotOptions.logical("fo", "pgoutput").withFailover(true)));
        wait(connection.alterSlot("fo", Optional.of(false), Optional.of(true)));
        assertThat(wait(connection.query(
                "SELECT slot_name, temporary, two_phase, failover FROM pg_replication_slots ORDER BY 1")))
                .containsExactly(List.of(Optional.of("fo"), Optional.of("f"), Optional.of("t"), Optional.of("f")),
                        List.of(Optional.of("tmp"), Optional.of("t"), Optional.of("t"), Optional.of("f")));
        wait(connection.createSlot(SlotOptions.physical("ph").withReserveWal(true)));
        assertThat(wait(connection.readSlot("ph")).orElseThrow().restartPosition().isValid()).isTrue();
        assertThat(wait(connection.readSlot("none"))).isEmpty();
        assertThatThrownBy(() -> wait(connection.createSlot(SlotOptions.physical("ph"))))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("42710"));
    }

    @Test
    void physicalConnectionsGiveTheServersOwnBytes() throws Exception {
        ReplicationConnection connection = TestConnections.connect(server, ReplicationType.PHYSICAL);
        opened.add(connection);
        assertThatThrownBy(() -> wait(connection.query("SELECT 1")))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("0A000"));
        assertThatThrownBy(() -> wait(connection.timelineHistory(1)))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("58P01"));
        assertThatThrownBy(() -> wait(connection.startReplication(TEXT))).isInstanceOf(ProgrammingException.class);
        int size = 16 << 20;
        Lsn start = Lsn.of(wait(connection.identifySystem()).position().value() / size * size);
        table("SELECT pg_switch_wal()", "INSERT INTO w.t VALUES (1, 'x')");
        ReplicationCursor cursor = wait(connection.startReplication(StartOptions.physical(start)));
        byte[] segment = new byte[size];
        int at = 0;
        while (at < size) {
            ReplicationMessage message = wait(cursor.readMessage());
            assertThat(message.dataStart()).isEqualTo(start.plus(at));
            int count = Math.min(size - at, message.dataSize());
            message.payload().getBytes(0, count, segment, at);
            at += count;
        }
        String name = String.format("%08X%08X%08X", 1, start.value() >>> 32, (start.value() & 0xFFFFFFFFL) / size);
        assertThat(segment).isEqualTo(Files.readAllBytes(server.dataFolder().resolve("pg_wal").resolve(name)));
        wait(cursor.stop());
        assertThat(wait(connection.identifySystem()).database()).isEmpty();
    }

    private ReplicationConnection logical() {
        ReplicationConnection connection = TestConnections.connect(server, ReplicationType.LOGICAL);
        opened.add(connection);
        return connection;
    }

    private ReplicationConnection slot() {
        ReplicationConnection connection = logical();
        wait(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
        return connection;
    }

    private void table(String... statements) {
        server.execute("CREATE SCHEMA IF NOT EXISTS w", "CREATE TABLE IF NOT EXISTS w.t (id int, a text)");
        server.execute(statements);
    }

    private static List<ReplicationMessage> messages(ReplicationCursor cursor, int count) {
        List<ReplicationMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(wait(cursor.readMessage()));
        }
        return messages;
    }

    private static List<String> texts(ReplicationCursor cursor, int count) {
        return messages(cursor, count).stream().map(ReplicationMessage::text).toList();
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(TestConnections.WAIT);
    }
}
