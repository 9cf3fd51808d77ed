package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.CopyData;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.DataRow;

class FrameSplitTest {

    private static final List<BackendMessage> EXPECTED = BackendMessages.all();
    private static final byte[] TRANSCRIPT = BackendMessages.bytes(EXPECTED);

    private final RecordingHandler handler = new RecordingHandler();
    private final FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);

    @Test
    void everyTwoWaySplitGivesTheSameMessages() {
        for (int at = 0; at <= TRANSCRIPT.length; at++) {
            RecordingHandler split = new RecordingHandler();
            FrameDecoder fresh = new FrameDecoder(WireLimits.DEFAULT);
            feed(fresh, split, 0, at);
            assertThat(fresh.bufferedBytes()).isEqualTo(at - BackendMessages.bytes(split.all).length);
            feed(fresh, split, at, TRANSCRIPT.length);
            assertThat(split.all).as("split at %d", at).isEqualTo(EXPECTED);
            assertThat(fresh.isIdle()).isTrue();
        }
    }

    @Test
    void byteByByteGivesTheSameMessages() {
        for (int i = 0; i < TRANSCRIPT.length; i++) {
            feed(decoder, handler, i, i + 1);
        }
        assertThat(handler.all).isEqualTo(EXPECTED);
        assertThat(decoder.isIdle()).isTrue();
    }

    @Test
    void randomChunksWithPausesGiveTheSameMessages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            RecordingHandler pausing = new RecordingHandler();
            pausing.pausing = true;
            FrameDecoder fresh = new FrameDecoder(WireLimits.DEFAULT);
            for (int at = 0, n; at < TRANSCRIPT.length; at += n) {
                n = Math.min(TRANSCRIPT.length - at, 1 + random.nextInt(60));
                feed(fresh, pausing, at, at + n);
                if (random.nextBoolean()) {
                    pausing.paused = false;
                    fresh.resume(pausing);
                }
            }
            while (!fresh.isIdle()) {
                pausing.paused = false;
                fresh.resume(pausing);
            }
            assertThat(pausing.all).as("seed %d", seed).isEqualTo(EXPECTED);
        }
    }

    @Test
    void aPausedHandlerGetsNothingUntilItResumes() {
        handler.pausing = true;
        feed(decoder, handler, 0, TRANSCRIPT.length);
        assertThat(handler.all).hasSize(1);
        feed(decoder, handler, 0, TRANSCRIPT.length);
        assertThat(handler.all).hasSize(1);
        assertThat(decoder.bufferedBytes())
                .isEqualTo(2L * TRANSCRIPT.length - BackendMessages.bytes(handler.all).length);
        handler.paused = false;
        decoder.resume(handler);
        assertThat(handler.all).hasSize(2);
    }

    @Test
    void aCallFromWithinTheHandlerOnlyQueues() {
        byte[] row = BackendMessages.bytes(List.of(DataRow.of(new byte[] { 1 })));
        byte[] copy = BackendMessages.bytes(List.of(CopyData.of(new byte[] { 2 })));
        RecordingHandler feeding = new RecordingHandler() {
            @Override
            public void message(BackendMessage message) {
                if (messages.isEmpty()) {
                    decoder.feed(copy, 0, copy.length, this);
                    assertThat(messages).isEmpty();
                }
                super.message(message);
            }
        };
        decoder.feed(row, 0, row.length, feeding);
        assertThat(feeding.messages).containsExactly(DataRow.of(new byte[] { 1 }), CopyData.of(new byte[] { 2 }));
    }

    @Test
    void aRowWithinOneChunkIsNotCopied() {
        byte[] chunk = BackendMessages.bytes(List.of(DataRow.of(new byte[] { 1 }), CopyData.of(new byte[] { 2 })));
        decoder.feed(chunk, 0, chunk.length, handler);
        assertThat(((DataRow) handler.messages.get(0)).buffer()).isSameAs(chunk);
        assertThat(((CopyData) handler.messages.get(1)).buffer()).isSameAs(chunk);
    }

    @Test
    void aLargeRowInManyChunksIsPutTogether() {
        byte[] value = new byte[1_000_000];
        new Random(7).nextBytes(value);
        byte[] bytes = BackendMessages.bytes(List.of(DataRow.of(value, null)));
        for (int at = 0; at < bytes.length; at += 65_536) {
            byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 65_536));
            decoder.feed(chunk, 0, chunk.length, handler);
        }
        assertThat(handler.messages).containsExactly(DataRow.of(value, null));
    }

    /** Each part in an array of its own, with foreign bytes around it. */
    private static void feed(FrameDecoder decoder, RecordingHandler handler, int from, int to) {
        byte[] chunk = new byte[to - from + 3];
        Arrays.fill(chunk, (byte) 0x7f);
        System.arraycopy(TRANSCRIPT, from, chunk, 2, to - from);
        decoder.feed(chunk, 2, to - from, handler);
    }
}
