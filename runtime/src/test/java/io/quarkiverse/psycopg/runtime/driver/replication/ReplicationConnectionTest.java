package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.LIMIT;
import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

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

class ReplicationConnectionTest extends WalsenderTests {

    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void aLogicalSlotIsCreatedStreamedAndDropped(PostgresVersion version) {
        server = TestServer.shared(version);
        ReplicationConnection connection = open(ReplicationType.LOGICAL);
        SystemIdentity identity = await(connection.identifySystem());
        assertThat(identity.database()).contains("postgres");
        assertThat(identity.timeline()).isEqualTo(1);
        CreatedSlot slot = await(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
        assertThat(slot.plugin()).contains("test_decoding");
        assertThat(slot.snapshot()).isPresent();
        assertThat(slot.consistentPoint().isValid()).isTrue();
        table("INSERT INTO w.t VALUES (1, 'one')");
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        assertThat(texts(cursor, 3)).containsExactly("BEGIN", "table w.t: INSERT: id[integer]:1 a[text]:'one'", "COMMIT");
        await(cursor.stop());
        assertThat(cursor.isActive()).isFalse();
        await(connection.dropSlot("s1", false));
        assertThat(await(connection.query("SELECT count(*) FROM pg_replication_slots"))).containsExactly(
                List.of(Optional.of("0")));
    }

    @Test
    void whatWasFlushedIsNotSentAgainAndWhatWasNotIs() {
        ReplicationConnection connection = slot();
        table("INSERT INTO w.t VALUES (1, 'a')", "INSERT INTO w.t VALUES (2, 'b')");
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        List<ReplicationMessage> messages = messages(cursor, 6);
        await(cursor.sendFeedback(Feedback.flushed(messages.get(2).dataStart()).withReply(true)));
        await(cursor.stop());
        await(connection.close());
        ReplicationCursor again = await(open(ReplicationType.LOGICAL).startReplication(TEXT));
        assertThat(texts(again, 3).get(1)).contains("id[integer]:2");
        assertThat(again.poll()).isEmpty();
    }

    @Test
    void aRefusedStartLeavesTheConnectionUsable() {
        ReplicationConnection connection = slot();
        assertThatThrownBy(() -> await(connection.startReplication(StartOptions.logical("s1").withOption("in\"c", "it's"))))
                .isInstanceOf(PgException.class).hasMessageContaining("is unknown")
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("22023"));
        table("INSERT INTO w.t VALUES (1, 'a')");
        assertThat(texts(await(connection.startReplication(TEXT)), 3)).hasSize(3);
    }

    @Test
    void whileItStreamsNothingElseRuns() {
        ReplicationConnection connection = slot();
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        assertThatThrownBy(() -> await(connection.identifySystem())).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("streams");
        assertThatThrownBy(() -> await(connection.startReplication(TEXT))).isInstanceOf(ProgrammingException.class);
        await(cursor.stop());
        assertThat(await(connection.identifySystem()).systemId()).isNotEmpty();
        assertThatThrownBy(() -> await(cursor.readMessage())).hasMessageContaining("ended");
    }

    @Test
    void aSlotInUseIsTold() {
        await(slot().startReplication(TEXT));
        assertThatThrownBy(() -> await(open(ReplicationType.LOGICAL).startReplication(TEXT)))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("55006"));
    }

    @Test
    void consumersLeaveByStopReplicationAndGoOnAfterwards() {
        ReplicationConnection connection = slot();
        table("INSERT INTO w.t VALUES (1, 'a')", "INSERT INTO w.t VALUES (2, 'b')");
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        List<String> got = new CopyOnWriteArrayList<>();
        await(cursor.consumeStream(message -> {
            got.add(message.text());
            if (got.size() == 4) {
                throw new StopReplication();
            }
            return Uni.createFrom().voidItem();
        }));
        assertThat(got).hasSize(4).endsWith("BEGIN");
        assertThatThrownBy(() -> await(cursor.consumeStream(message -> {
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
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        AssertSubscriber<ReplicationMessage> subscriber = cursor.messages().subscribe()
                .withSubscriber(AssertSubscriber.create(3));
        subscriber.awaitItems(3, LIMIT);
        assertThat(subscriber.getItems()).hasSize(3);
        subscriber.request(4999);
        subscriber.awaitItems(5002, LIMIT);
        assertThat(subscriber.getLastItem().text()).isEqualTo("COMMIT");
        subscriber.cancel();
        table("INSERT INTO w.t VALUES (1, 'after')");
        assertThat(texts(cursor, 3).get(1)).contains("after");
    }

    @Test
    void aCancelledReadLosesNothing() {
        ReplicationConnection connection = slot();
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
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
            await(connection.query("CREATE TABLE t (id int PRIMARY KEY, a text)"));
            await(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
            impatient.execute("INSERT INTO t SELECT g, repeat('x', 3000) FROM generate_series(1, 3000) g");
            ReplicationCursor cursor = await(connection.startReplication(TEXT.withStatusInterval(Duration.ofSeconds(1))));
            assertThat(texts(cursor, 1)).containsExactly("BEGIN");
            long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            Instant told = cursor.feedbackTimestamp().orElse(Instant.MIN);
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(cursor.feedbackTimestamp().orElseThrow()).isAfter(told);
            assertThat(texts(cursor, 3001)).hasSize(3001).endsWith("COMMIT");
            await(connection.close());
        }
    }

    /** Long before it is time for the next status message, and without a reader. */
    @Test
    void aServerThatAsksIsAnsweredAtOnce() {
        try (TestServer asking = TestServer.builder().setting("wal_sender_timeout", "3s").build()) {
            ReplicationConnection connection = TestConnections.connect(asking, ReplicationType.LOGICAL);
            await(connection.createSlot(SlotOptions.logical("s1", "test_decoding")));
            ReplicationCursor cursor = await(connection.startReplication(TEXT.withStatusInterval(Duration.ofMinutes(5))));
            until("it is answered", () -> cursor.feedbackTimestamp().isPresent());
            await(connection.close());
        }
    }

    @Test
    void slotsOfEveryKind() {
        ReplicationConnection connection = open(ReplicationType.LOGICAL);
        CreatedSlot temporary = await(connection.createSlot(SlotOptions.logical("tmp", "pgoutput").withTemporary(true)
                .withSnapshot(SlotOptions.Snapshot.NOTHING).withTwoPhase(true)));
        assertThat(temporary.snapshot()).isEmpty();
        await(connection.createSlot(SlotOptions.logical("fo", "pgoutput").withFailover(true)));
        await(connection.alterSlot("fo", Optional.of(false), Optional.of(true)));
        assertThat(await(connection.query(
                "SELECT slot_name, temporary, two_phase, failover FROM pg_replication_slots ORDER BY 1")))
                .containsExactly(List.of(Optional.of("fo"), Optional.of("f"), Optional.of("t"), Optional.of("f")),
                        List.of(Optional.of("tmp"), Optional.of("t"), Optional.of("t"), Optional.of("f")));
        await(connection.createSlot(SlotOptions.physical("ph").withReserveWal(true)));
        assertThat(await(connection.readSlot("ph")).orElseThrow().restartPosition().isValid()).isTrue();
        assertThat(await(connection.readSlot("none"))).isEmpty();
        assertThatThrownBy(() -> await(connection.createSlot(SlotOptions.physical("ph"))))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("42710"));
    }

    @Test
    void physicalConnectionsGiveTheServersOwnBytes() throws Exception {
        ReplicationConnection connection = open(ReplicationType.PHYSICAL);
        assertThatThrownBy(() -> await(connection.query("SELECT 1")))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("0A000"));
        assertThatThrownBy(() -> await(connection.timelineHistory(1)))
                .satisfies(e -> assertThat(((PgException) e).sqlState()).contains("58P01"));
        assertThatThrownBy(() -> await(connection.startReplication(TEXT))).isInstanceOf(ProgrammingException.class);
        int size = 16 << 20;
        Lsn start = Lsn.of(await(connection.identifySystem()).position().value() / size * size);
        table("SELECT pg_switch_wal()", "INSERT INTO w.t VALUES (1, 'x')");
        ReplicationCursor cursor = await(connection.startReplication(StartOptions.physical(start)));
        byte[] segment = new byte[size];
        int at = 0;
        while (at < size) {
            ReplicationMessage message = await(cursor.readMessage());
            assertThat(message.dataStart()).isEqualTo(start.plus(at));
            int count = Math.min(size - at, message.dataSize());
            message.payload().getBytes(0, count, segment, at);
            at += count;
        }
        String name = String.format("%08X%08X%08X", 1, start.value() >>> 32, (start.value() & 0xFFFFFFFFL) / size);
        assertThat(segment).isEqualTo(Files.readAllBytes(server.dataFolder().resolve("pg_wal").resolve(name)));
        await(cursor.stop());
        assertThat(await(connection.identifySystem()).database()).isEmpty();
    }

    private void table(String... statements) {
        server.execute("CREATE SCHEMA IF NOT EXISTS w", "CREATE TABLE IF NOT EXISTS w.t (id int, a text)");
        server.execute(statements);
    }
}
