package io.quarkiverse.psycopg.runtime.driver.wire.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.ProtocolViolationException;
import io.quarkiverse.psycopg.runtime.driver.wire.WireReader;

class NameCacheTest {

    private final NameCache names = new NameCache();

    private String read(String name) {
        return read((name + "\0rest").getBytes(StandardCharsets.UTF_8), 4);
    }

    private String read(byte[] bytes, int behind) {
        WireReader in = new WireReader(bytes);
        String read = names.read(in);
        assertThat(in.remaining()).isEqualTo(behind);
        return read;
    }

    @Test
    void nameThatComesAgainIsTheSame() {
        String first = read("orders");
        assertThat(read("orders")).isEqualTo("orders").isSameAs(first);
        String other = read("größe ☃");
        assertThat(read("größe ☃")).isEqualTo("größe ☃").isSameAs(other);
        assertThat(read("orders")).isSameAs(first);
    }

    @Test
    void namesThatBeginAlikeAreToldApart() {
        for (String name : new String[] { "orders", "order", "orders2", "", "order", "orders" }) {
            assertThat(read(name)).isEqualTo(name);
        }
    }

    @Test
    void moreNamesThanAreKeptAreReadAsTheyAre() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(read("channel_" + i)).isEqualTo("channel_" + i);
            }
        }
        // equal hash codes
        assertThat(read("Aa")).isEqualTo("Aa");
        assertThat(read("BB")).isEqualTo("BB");
        assertThat(read("Aa")).isEqualTo("Aa");
    }

    @Test
    void longNamesAreReadAndNotKept() {
        String name = "n".repeat(1_000);
        assertThat(read(name)).isEqualTo(name).isNotSameAs(read(name));
    }

    @Test
    void missingZeroByteIsAViolation() {
        read("orders");
        for (String broken : new String[] { "", "orders", "orders2", "ord" }) {
            WireReader in = new WireReader(broken.getBytes(StandardCharsets.UTF_8));
            assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> names.read(in));
        }
        // a zero byte that lies behind the message is none
        WireReader part = new WireReader("orders\0".getBytes(StandardCharsets.UTF_8), 0, 6);
        assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> names.read(part));
    }
}
