package io.quarkiverse.psycopg.runtime.driver.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.replication.Feedback;
import io.quarkiverse.psycopg.runtime.driver.connection.Backoff;
import io.quarkiverse.psycopg.runtime.driver.replication.pgoutput.ServerTime;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;
import io.quarkiverse.psycopg.runtime.driver.wire.WireWriter;
import io.quarkiverse.psycopg.types.Lsn;

class StreamMessageTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:11:12.123456Z");

    @Test
    void logDataIsAViewOfItsMessage() {
        WireWriter out = new WireWriter();
        out.writeByte('w');
        out.writeInt64(-2);
        out.writeInt64(-1);
        out.writeInt64(ServerTime.toMicros(TIME));
        out.writeUtf8("BEGIN");
        byte[] bytes = out.toByteArray();
        assertThat(LogData.is(bytes, 0, bytes.length)).isTrue();
        assertThat(Lsn.of(LogData.dataStart(bytes, 0))).isEqualTo(Lsn.parse("FFFFFFFF/FFFFFFFE"));
        assertThat(Lsn.of(LogData.walEnd(bytes, 0))).isEqualTo(Lsn.of(-1));
        assertThat(LogData.sendTime(bytes, 0)).isEqualTo(TIME);
        assertThat(new String(bytes, LogData.HEADER, bytes.length - LogData.HEADER)).isEqualTo("BEGIN");
        for (int cut = 1; cut < LogData.HEADER; cut++) {
            int length = cut;
            assertThatThrownBy(() -> LogData.is(bytes, 0, length)).isInstanceOf(ProtocolViolationException.class);
        }
        assertThat(LogData.is(bytes, 0, 0)).isFalse();
    }

    @Test
    void keepalivesAndTheirTruncations() {
        WireWriter out = new WireWriter();
        out.writeByte('k');
        out.writeInt64(77);
        out.writeInt64(ServerTime.toMicros(TIME));
        out.writeByte(1);
        byte[] bytes = out.toByteArray();
        assertThat(LogData.is(bytes, 0, bytes.length)).isFalse();
        assertThat(StreamMessage.Keepalive.read(bytes, 0, bytes.length))
                .isEqualTo(new StreamMessage.Keepalive(Lsn.of(77), TIME, true));
        for (int cut = 0; cut < bytes.length; cut++) {
            int length = cut;
            assertThatThrownBy(() -> StreamMessage.Keepalive.read(bytes, 0, length))
                    .isInstanceOf(ProtocolViolationException.class);
        }
        assertThatThrownBy(() -> StreamMessage.Keepalive.read(new byte[] { 'x' }, 0, 1))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void statusUpdateHasThirtyFourBytes() {
        WireWriter out = new WireWriter();
        new StreamMessage.StatusUpdate(Lsn.of(3), Lsn.of(2), Lsn.of(1), TIME, true).write(out);
        assertThat(out.size()).isEqualTo(34);
        WireReader in = new WireReader(out.toByteArray());
        assertThat(in.readByte()).isEqualTo((byte) 'r');
        assertThat(in.readInt64()).isEqualTo(3);
        assertThat(in.readInt64()).isEqualTo(2);
        assertThat(in.readInt64()).isEqualTo(1);
        assertThat(ServerTime.toInstant(in.readInt64())).isEqualTo(TIME);
        assertThat(in.readByte()).isEqualTo((byte) 1);
    }

    @Test
    void hotStandbyFeedbackHasTwentyFiveBytes() {
        WireWriter out = new WireWriter();
        new StreamMessage.HotStandbyFeedback(TIME, 1, 2, 3, 4).write(out);
        assertThat(out.size()).isEqualTo(25);
    }

    @Test
    void timesBeforeTheEpochAndOfEveryBitPatternAreInstants() {
        assertThat(ServerTime.toInstant(0)).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(ServerTime.toInstant(-1)).isEqualTo(Instant.parse("1999-12-31T23:59:59.999999Z"));
        assertThat(ServerTime.toInstant(Long.MIN_VALUE)).isBefore(ServerTime.toInstant(Long.MAX_VALUE));
    }

    @Test
    void feedbackNeverMovesBackAndKeepalivesFollowOnlyAFlush() {
        FeedbackPositions positions = new FeedbackPositions();
        positions.data(Lsn.of(100), Lsn.of(110));
        positions.keepalive(Lsn.of(200));
        assertThat(positions.status(TIME, false).flushed()).isEqualTo(Lsn.INVALID);
        positions.user(Feedback.flushed(Lsn.of(100)));
        positions.user(Feedback.flushed(Lsn.of(50)).withApply(Lsn.of(40)));
        assertThat(positions.status(TIME, true))
                .isEqualTo(new StreamMessage.StatusUpdate(Lsn.of(100), Lsn.of(100), Lsn.of(40), TIME, true));
        positions.keepalive(Lsn.of(300));
        assertThat(positions.status(TIME, false).flushed()).isEqualTo(Lsn.of(300));
        positions.data(Lsn.of(400), Lsn.of(410));
        positions.keepalive(Lsn.of(500));
        assertThat(positions.status(TIME, false).flushed()).isEqualTo(Lsn.of(300));
        assertThat(positions.walEnd()).isEqualTo(Lsn.of(500));
    }

    @Test
    void backoffDoublesUpToItsLimitAndBeginsAnewAfterSuccess() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), () -> 0);
        assertThat(backoff.next()).hasMillis(100);
        assertThat(backoff.next()).hasMillis(200);
        for (int i = 0; i < 100; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).hasMillis(1000);
        assertThat(backoff.attempts()).isEqualTo(103);
        backoff.succeeded();
        assertThat(backoff.next()).hasMillis(100);
        assertThat(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), () -> 1).next()).hasMillis(50);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), () -> 1))
                .isInstanceOf(ProgrammingException.class);
    }
}
