package io.quarkiverse.psycopg.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.DataException;

class LsnTest {

    @Test
    void textFormIsTheServers() {
        assertThat(Lsn.parse("16/B374D848").value()).isEqualTo(0x16_B374D848L);
        assertThat(Lsn.parse("16/B374D848")).hasToString("16/B374D848");
        assertThat(Lsn.parse("ff/0000FF")).hasToString("FF/FF");
        assertThat(Lsn.parse("0/0")).isEqualTo(Lsn.INVALID).hasToString("0/0");
        assertThat(Lsn.parse("FFFFFFFF/FFFFFFFF")).isEqualTo(Lsn.of(-1)).hasToString("FFFFFFFF/FFFFFFFF");
    }

    @Test
    void malformedTextIsRefused() {
        for (String bad : new String[] { "", "/", "1", "abc", "1/", "/1", "zz/1", "1/2/3", "123456789/0", "0/123456789", " 0/1",
                "0/1 ", "-1/0", "+1/0", "0x1/2" }) {
            assertThatThrownBy(() -> Lsn.parse(bad)).as(bad).isInstanceOf(DataException.class)
                    .hasMessageContaining("16/B374D848");
        }
    }

    @Test
    void positionsCompareAsUnsignedNumbers() {
        Lsn high = Lsn.parse("80000000/0");
        Lsn low = Lsn.parse("7FFFFFFF/FFFFFFFF");
        assertThat(high).isGreaterThan(low);
        assertThat(high.isAfter(low)).isTrue();
        assertThat(low.isBefore(high)).isTrue();
        assertThat(low.max(high)).isEqualTo(high);
        assertThat(high.max(low)).isEqualTo(high);
        assertThat(low.plus(1)).isEqualTo(high);
    }

    @Test
    void distanceNeverGoesBelowZeroNorWraps() {
        assertThat(Lsn.of(100).bytesSince(Lsn.of(40))).isEqualTo(60);
        assertThat(Lsn.of(40).bytesSince(Lsn.of(100))).isZero();
        assertThat(Lsn.of(-1).bytesSince(Lsn.of(1))).isEqualTo(Long.MAX_VALUE);
    }
}
