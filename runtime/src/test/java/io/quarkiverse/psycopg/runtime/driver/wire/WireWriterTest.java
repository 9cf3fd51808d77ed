package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.wire.frontend.Parse;

class WireWriterTest {

    @Test
    void aLengthOfAMessageCountsItselfThatOfAValueDoesNot() {
        WireWriter out = new WireWriter();
        int message = out.beginMessage((byte) 'x');
        int value = out.beginLength();
        out.writeByte(7);
        out.endLength(value);
        out.endMessage(message);
        assertThat(out.toByteArray()).containsExactly('x', 0, 0, 0, 9, 0, 0, 0, 1, 7);
        out.setInt16(1, 0x0102);
        out.setInt32(3, -1);
        assertThat(out.toByteArray()).containsExactly('x', 1, 2, -1, -1, -1, -1, 0, 1, 7);
        out.truncate(2);
        assertThat(out.toByteArray()).containsExactly('x', 1);
        out.reset();
        assertThat(out.size()).isZero();
    }

    @Test
    void textIsUtf8() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            int bound = List.of(0x80, 0x800, 0xd800, 0x110000).get(random.nextInt(4));
            for (int i = random.nextInt(20); i > 0; i--) {
                int c = 1 + random.nextInt(bound - 1);
                text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
            }
            WireWriter out = new WireWriter(random.nextInt(10));
            out.writeByte(1);
            out.writeCString(text.toString());
            byte[] expected = ("\1" + text + "\0").getBytes(StandardCharsets.UTF_8);
            assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void nulAndLoneSurrogatesAreRefusedWithoutTheText() {
        for (String bad : List.of("\0", "secret\0", "sécret\0", "secret\ud800", "\udc00secret", "\ud800\ud800", "\ud83dsecret",
                "\ude00\ud83d")) {
            WireWriter out = new WireWriter();
            out.writeByte(1);
            assertThatExceptionOfType(ProgrammingException.class).isThrownBy(() -> out.writeCString(bad))
                    .withMessageNotContaining("cret").withMessageContaining("index");
            assertThatExceptionOfType(ProgrammingException.class).isThrownBy(() -> out.writeUtf8(bad));
            assertThat(out.size()).isEqualTo(1);
        }
    }

    @Test
    void aMessageBeyondTheServersBoundIsRefused() {
        WireWriter out = new WireWriter();
        byte[] half = new byte[1 << 20];
        int mark = out.beginMessage((byte) 'd');
        for (int i = 0; i < 3; i++) {
            out.writeBytes(half);
        }
        out.endMessage(mark);
        assertThatExceptionOfType(ProgrammingException.class)
                .isThrownBy(() -> out.endMessage(mark - WireLimits.SERVER_MAXIMUM))
                .withMessageContaining("COPY");
    }

    @Test
    void whatIsBeyondTheBoundIsRefusedBeforeMemoryIsTakenForIt() {
        WireWriter out = new WireWriter(8, 1_000);
        out.writeBytes(new byte[990]);
        assertThatExceptionOfType(ProgrammingException.class).isThrownBy(() -> out.writeBytes(new byte[11]))
                .withMessageContaining("1001 bytes");
        assertThatExceptionOfType(ProgrammingException.class).isThrownBy(() -> out.writeUtf8("x".repeat(11)));
        assertThatExceptionOfType(ProgrammingException.class).isThrownBy(() -> out.writeUtf8("ü".repeat(6)));
        assertThat(out.size()).isEqualTo(990);
        assertThat(out.array().length).isLessThanOrEqualTo(1_000);
        out.writeBytes(new byte[10]);
        assertThat(out.size()).isEqualTo(1_000);
    }

    @Test
    void largeArrayIsNotKept() {
        WireWriter out = new WireWriter();
        out.writeBytes(new byte[1 << 20]);
        out.reset();
        assertThat(out.array().length).isLessThan(1_000);
        out.writeBytes(new byte[1_000]);
        byte[] kept = out.array();
        out.reset();
        assertThat(out.array()).isSameAs(kept);
    }

    @Test
    void moreParametersThanTheProtocolHasRoomForAreRefused() {
        new Parse("", "", new int[65_535]);
        assertThatExceptionOfType(ProgrammingException.class).isThrownBy(() -> new Parse("", "", new int[65_536]))
                .withMessageContaining("65535");
    }
}
