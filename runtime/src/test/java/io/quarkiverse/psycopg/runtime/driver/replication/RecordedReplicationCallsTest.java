package io.quarkiverse.psycopg.runtime.driver.replication;

import static io.quarkiverse.psycopg.testsupport.Waiting.await;
import static io.quarkiverse.psycopg.testsupport.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.replication.ReplicationConnection;
import io.quarkiverse.psycopg.replication.ReplicationCursor;
import io.quarkiverse.psycopg.replication.ReplicationMessage;
import io.quarkiverse.psycopg.replication.ReplicationType;
import io.quarkiverse.psycopg.replication.SlotOptions;
import io.quarkiverse.psycopg.replication.StartOptions;
import io.quarkiverse.psycopg.replication.StopReplication;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.RecordedCases;
import io.quarkiverse.psycopg.types.Lsn;
import io.smallrye.mutiny.Uni;

/**
 * The recorded cases that describe calls of psycopg2's replication support, step by step in this driver's form. What has
 * no form here, such as a cursor before its stream is started, cannot be written down either. What messages quote of
 * values is not shown.
 */
class RecordedReplicationCallsTest extends WalsenderTests {

    @BeforeEach
    void table() {
        server.execute("DROP SCHEMA IF EXISTS w CASCADE", "CREATE SCHEMA w", "CREATE TABLE w.t (id int, a text)");
    }

    @Test
    void everyRecordedCaseHasItsTest() {
        assertThat(Stream.of(getClass().getDeclaredMethods()).filter(test -> test.isAnnotationPresent(DisplayName.class))
                .map(test -> test.getAnnotation(DisplayName.class).value()))
                .containsExactlyInAnyOrderElementsOf(RecordedCases.calls()).hasSize(5);
    }

    @Test
    @DisplayName("replication-0023 physical")
    void physical() {
        ReplicationConnection connection = open(ReplicationType.PHYSICAL);
        assertThat(await(connection.createSlot(SlotOptions.physical("ph"))).plugin()).isEmpty();
        fails(connection.createSlot(SlotOptions.physical("ph")), "42710", "replication slot \"ph\" already exists");
        assertThatThrownBy(() -> new SlotOptions(ReplicationType.PHYSICAL, "ph", Optional.of("test_decoding"), false, false,
                false, false, SlotOptions.Snapshot.DEFAULT)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("output plugin");
        Lsn current = await(connection.identifySystem()).position();
        assertThat(await(connection.identifySystem()).systemId()).isNotEmpty();
        fails(connection.query("SELECT 1"), "0A000", "physical replication");
        fails(connection.timelineHistory(1), "58P01", "00000001.history");
        ReplicationCursor cursor = await(connection.startReplication(StartOptions.physical("ph", current)));
        server.execute("INSERT INTO w.t VALUES (1, 'x')");
        ReplicationMessage message = await(cursor.readMessage());
        assertThat(message.dataStart()).isEqualTo(current);
        assertThat(message.dataSize()).isPositive();
        assertThatThrownBy(() -> await(connection.query("SELECT 1"))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("streams");
        await(cursor.stop());
    }

    @Test
    @DisplayName("replication-0024 start and recover from error")
    void startAndRecoverFromError() {
        ReplicationConnection connection = slot();
        fails(connection.startReplication(StartOptions.logical("s1").withOption("invalid_param", "value")), "22023",
                "is unknown");
        server.execute("INSERT INTO w.t VALUES (1)");
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        assertThat(texts(cursor, 3)).containsExactly("BEGIN", insert(1), "COMMIT");
        assertThatThrownBy(() -> await(connection.startReplication(TEXT))).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("the connection streams");
    }

    @Test
    @DisplayName("replication-0025 start_replication argument checks")
    void startReplicationArgumentChecks() {
        StartOptions s1 = StartOptions.logical("s1");
        assertThat(command(s1.withPosition(Lsn.parse("0/0")))).isEqualTo("START_REPLICATION SLOT \"s1\" LOGICAL 0/00000000");
        assertThat(command(s1.withPosition(Lsn.parse("16/B374D848")))).endsWith(" 16/B374D848");
        assertThat(command(s1.withPosition(Lsn.parse("ff/FF")))).endsWith(" FF/000000FF");
        assertThat(command(s1.withPosition(Lsn.of(0)))).endsWith(" 0/00000000");
        assertThat(command(s1.withPosition(Lsn.of(4_294_967_296L)))).endsWith(" 1/00000000");
        assertThat(command(s1.withPosition(Lsn.of(-1)))).endsWith(" FFFFFFFF/FFFFFFFF");
        for (String malformed : List.of("abc", "1", "zz/1", "1/2/3", "", "123456789/0", "-1/0", "1/", "1.5")) {
            assertThatThrownBy(() -> Lsn.parse(malformed)).as(malformed).isInstanceOf(DataException.class)
                    .hasMessageContaining("two hexadecimal numbers");
        }
        assertThatThrownBy(() -> s1.withPosition(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> s1.withTimeline(1)).isInstanceOf(ProgrammingException.class)
                .hasMessage("cannot specify timeline for logical replication");
        assertThat(command(s1.withOption("include-xids", "0"))).endsWith(" (\"include-xids\" '0')");
        assertThat(command(s1.withOption("in\"c", "it's"))).endsWith(" (\"in\"\"c\" 'it''s')");
        assertThatThrownBy(() -> s1.withOption("include-xids", null)).isInstanceOf(NullPointerException.class);
        for (Duration tooOften : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> s1.withStatusInterval(tooOften)).isInstanceOf(ProgrammingException.class)
                    .hasMessageContaining("at least one second");
        }
        assertThat(command(s1.withStatusInterval(Duration.ofMillis(1_500)))).endsWith(" LOGICAL 0/00000000");
        assertThatThrownBy(() -> new StartOptions(ReplicationType.LOGICAL, Optional.empty(), Lsn.INVALID, s1.timeline(),
                s1.options(), s1.statusInterval())).isInstanceOf(ProgrammingException.class)
                .hasMessage("slot name is required for logical replication");
        ReplicationConnection connection = slot();
        fails(connection.startReplication(StartOptions.physical("s1", Lsn.INVALID)), "55000",
                "cannot use a logical replication slot for physical replication");
        fails(connection.startReplication(s1.withOption("in\"c", "it's")), "22023", "is unknown");
        fails(connection.startReplication(s1.withOption("include-xids", "None")), "22023", "could not parse value");
    }

    @Test
    @DisplayName("replication-0026 feedback")
    void feedback() {
        ReplicationConnection connection = slot();
        server.execute("INSERT INTO w.t VALUES (1)", "INSERT INTO w.t VALUES (2)");
        String before = confirmed();
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        List<ReplicationMessage> messages = messages(cursor, 6);
        assertThat(messages).extracting(ReplicationMessage::text).containsExactly("BEGIN", insert(1), "COMMIT", "BEGIN",
                insert(2), "COMMIT");
        assertThat(messages.get(0).dataSize()).isEqualTo(5);
        Lsn first = messages.get(2).dataStart();
        Lsn last = messages.get(5).dataStart();
        await(cursor.sendFeedback(Feedback.unchanged().withWrite(last).withForce(true).withReply(true)));
        until("the server has heard of the written position", () -> server.one(
                "SELECT write_lsn >= '" + last + "' FROM pg_stat_replication WHERE state = 'streaming'").equals("t"));
        assertThat(confirmed()).as("neither reading nor a written position confirms").isEqualTo(before);
        await(cursor.sendFeedback(Feedback.flushed(first).withForce(true)));
        until("the first commit is confirmed", () -> Lsn.parse(confirmed()).equals(first));
        await(cursor.sendFeedback(Feedback.flushed(Lsn.of(first.value() - 1)).withForce(true)));
        await(cursor.sendFeedback(Feedback.flushed(last).withForce(true)));
        until("the last commit is confirmed", () -> Lsn.parse(confirmed()).equals(last));
        await(cursor.sendFeedback(Feedback.flushed(first).withApply(last).withForce(true)));
        until("the server has heard of the applied position", () -> server.one(
                "SELECT replay_lsn >= '" + last + "' FROM pg_stat_replication WHERE state = 'streaming'").equals("t"));
        assertThat(Lsn.parse(confirmed())).as("never backwards").isGreaterThanOrEqualTo(last);
        assertThat(cursor.ioTimestamp()).isPresent();
        assertThat(cursor.feedbackTimestamp()).isPresent();
        assertThat(cursor.walEnd()).isGreaterThanOrEqualTo(last);
        assertThat(cursor.poll()).isEmpty();
        ReplicationConnection other = open(ReplicationType.LOGICAL);
        fails(other.startReplication(TEXT), "55006", "is active for PID");
        fails(other.query("SELECT pg_drop_replication_slot('s1')"), "55006", "is active for PID");

        server.execute("INSERT INTO w.t VALUES (3)");
        assertThat(texts(cursor, 3)).containsExactly("BEGIN", insert(3), "COMMIT");
        await(connection.close());
        until("the slot is free", () -> server.one("SELECT active FROM pg_replication_slots").equals("f"));
        ReplicationCursor again = await(other.startReplication(TEXT));
        assertThat(texts(again, 3)).as("flushed ones do not come again, the other one does").containsExactly("BEGIN",
                insert(3), "COMMIT");
    }

    @Test
    @DisplayName("replication-0027 consume_stream")
    void consumeStream() {
        ReplicationConnection connection = slot();
        server.execute("INSERT INTO w.t VALUES (1)", "INSERT INTO w.t VALUES (2)");
        ReplicationCursor cursor = await(connection.startReplication(TEXT));
        List<String> got = new CopyOnWriteArrayList<>();
        await(cursor.consumeStream(message -> {
            got.add(message.text());
            return got.size() == 4 ? Uni.createFrom().failure(new StopReplication()) : Uni.createFrom().voidItem();
        }));
        assertThat(got).containsExactly("BEGIN", insert(1), "COMMIT", "BEGIN");
        assertThatThrownBy(() -> StartOptions.logical("s1").withStatusInterval(Duration.ofMillis(500)))
                .isInstanceOf(ProgrammingException.class);
        List<String> more = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> await(cursor.consumeStream(message -> {
            more.add(message.text());
            throw new IllegalStateException("mine");
        }))).isInstanceOf(IllegalStateException.class).hasMessage("mine");
        assertThat(texts(cursor, 2 - more.size())).hasSize(2 - more.size()).endsWith("COMMIT");
        await(cursor.stop());
        assertThatThrownBy(() -> await(cursor.consumeStream(message -> Uni.createFrom().voidItem())
                .chain(cursor::readMessage))).isInstanceOf(PgException.class).hasMessageContaining("ended");
    }

    private static String insert(int id) {
        return "table w.t: INSERT: id[integer]:" + id + " a[text]:null";
    }

    private static String command(StartOptions options) {
        return ReplicationCommand.start(options);
    }

    private static void fails(Uni<?> call, String sqlState, String because) {
        assertThatThrownBy(() -> await(call)).isInstanceOf(PgException.class).hasMessageContaining(because)
                .satisfies(failure -> assertThat(((PgException) failure).sqlState()).contains(sqlState));
    }

    private String confirmed() {
        return server.one("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 's1'");
    }
}
