package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.testsupport.FuzzTarget;

/** Whatever a server sends is decoded or a violation, the same for every division into chunks. */
class FrameDecoderFuzzTest extends FuzzTarget {

    private static final int LARGEST_CHUNK = 100;

    @Override
    protected List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        BackendMessages.all().forEach(message -> seeds.add(BackendMessages.bytes(List.of(message))));
        seeds.add(BackendMessages.bytes(BackendMessages.all()));
        return seeds;
    }

    @Override
    protected void consume(byte[] input) {
        RecordingHandler whole = new RecordingHandler();
        ProtocolViolationException violation = feed(input, input.length, whole);
        int chunk = input.length == 0 ? 1 : 1 + (input[input.length - 1] & 0xff) % LARGEST_CHUNK;
        RecordingHandler parts = new RecordingHandler();
        ProtocolViolationException partsViolation = feed(input, chunk, parts);
        if (!parts.all.equals(whole.all) || (violation == null) != (partsViolation == null)) {
            assertThat(parts.all).isEqualTo(whole.all);
            assertThat(partsViolation).isEqualTo(violation);
        }
        whole.all.forEach(Object::toString);
        if (violation != null) {
            throw violation;
        }
    }

    private static ProtocolViolationException feed(byte[] input, int chunk, RecordingHandler handler) {
        FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
        try {
            for (int at = 0; at < input.length; at += chunk) {
                byte[] part = Arrays.copyOfRange(input, at, Math.min(input.length, at + chunk));
                decoder.feed(part, 0, part.length, handler);
            }
            return null;
        } catch (ProtocolViolationException e) {
            return e;
        }
    }
}
