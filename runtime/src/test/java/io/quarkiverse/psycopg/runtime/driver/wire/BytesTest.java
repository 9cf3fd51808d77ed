package io.quarkiverse.psycopg.runtime.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void equalContentIsEqual() {
        Bytes slice = Bytes.utf8("xabcx").slice(1, 3);
        assertThat(slice).isEqualTo(Bytes.utf8("abc")).hasSameHashCodeAs(Bytes.utf8("abc"))
                .isNotEqualTo(Bytes.utf8("abd")).isNotEqualTo(Bytes.EMPTY);
        assertThat(slice.length()).isEqualTo(3);
        assertThat(slice.get(2)).isEqualTo((byte) 'c');
        assertThat(slice.toText()).isEqualTo("abc");
        assertThat(slice.toByteArray()).containsExactly('a', 'b', 'c');
        assertThat(slice.reader().readUtf8(3)).isEqualTo("abc");
    }

    @Test
    void aSliceStaysWithinItself() {
        Bytes slice = Bytes.utf8("xabcx").slice(1, 3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.get(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(1, 3));
    }

    @Test
    void aCopyDoesNotFollowItsSource() {
        byte[] source = { 1, 2 };
        Bytes copy = Bytes.copyOf(source);
        source[0] = 9;
        copy.toByteArray()[0] = 9;
        assertThat(copy.get(0)).isEqualTo((byte) 1);
    }

    @Test
    void theContentDoesNotShow() {
        assertThat(Bytes.utf8("secret")).hasToString("Bytes[6]");
    }
}
