package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.psycopg.runtime.driver.wire.backend.AsynchronousMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendMessage;
import io.quarkiverse.psycopg.runtime.driver.wire.backend.BackendType;

class BackendRoundTripTest {

    static List<BackendMessage> all() {
        return BackendMessages.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWrittenIsReadAgain(BackendMessage message) {
        byte[] bytes = BackendMessages.bytes(List.of(message));
        RecordingHandler handler = new RecordingHandler();
        FrameDecoder decoder = new FrameDecoder(WireLimits.DEFAULT);
        decoder.feed(bytes, 0, bytes.length, handler);
        assertThat(handler.all).containsExactly(message);
        assertThat(handler.all.get(0)).hasSameHashCodeAs(message);
        assertThat(bytes[0]).isEqualTo(message.type().code());
        assertThat(decoder.isIdle()).isTrue();
        assertThat(handler.asynchronous.isEmpty()).isEqualTo(!(message instanceof AsynchronousMessage));
    }

    @Test
    void everyKindIsAmongThem() {
        Set<BackendType> seen = all().stream().map(BackendMessage::type).collect(Collectors.toSet());
        assertThat(seen).isEqualTo(EnumSet.allOf(BackendType.class));
    }
}
