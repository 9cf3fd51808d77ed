package io.quarkiverse.psycopg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.psycopg.error.DataException;

/** Identifiers of two-phase transactions. */
class XidTest {

    @Test
    void partsAreWrittenInBase64() {
        Xid xid = Xid.of(42, "it's", "x_y");
        assertThat(xid).hasToString("42_aXQncw==_eF95");
        assertThat(Xid.fromString(xid.toString())).isEqualTo(xid).hasSameHashCodeAs(xid);
        assertThat(Xid.fromString(xid.toString()).gtrid()).isEqualTo("it's");
        assertThat(Xid.fromString(xid.toString()).bqual()).contains("x_y");
        assertThat(Xid.fromString(xid.toString()).formatId()).hasValue(42);
    }

    /** What would not come back as the same text would end another transaction than the one that was found. */
    @ParameterizedTest
    @ValueSource(strings = { "", "dummy", "42_Z3RyaWQ=", "42_Z3RyaWQ=_YnF1YWw=_x", "x_YQ==_Yg==", "-1_YQ==_Yg==",
            "4294967296_YQ==_Yg==", "042_YQ==_Yg==", "42_!!!_YnF1YWw=", "42_YQ_Yg==", "42_/w==_Yg==", "42_Cg==_Yg==",
            "\u2603" })
    void otherTextsAreKeptAsTheyAre(String text) {
        Xid xid = Xid.fromString(text);
        assertThat(xid).hasToString(text);
        assertThat(xid.gtrid()).isEqualTo(text);
        assertThat(xid.formatId()).isEmpty();
        assertThat(xid.bqual()).isEmpty();
    }

    @Test
    void partsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Xid.of(-1, "a", "b")).isInstanceOf(DataException.class).hasMessageContaining("formatId");
        assertThatThrownBy(() -> Xid.of(1, "a".repeat(65), "b")).isInstanceOf(DataException.class)
                .hasMessageContaining("gtrid of at most 64");
        assertThatThrownBy(() -> Xid.of(1, "a", "b".repeat(65))).isInstanceOf(DataException.class)
                .hasMessageContaining("bqual of at most 64");
        assertThatThrownBy(() -> Xid.of(1, "a\nb", "b")).isInstanceOf(DataException.class).hasMessageContaining("printable");
        assertThatThrownBy(() -> Xid.of(1, "a", "\u007f")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Xid.of(1, "a", "\u00e9")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Xid.of(1, null, "b")).isInstanceOf(NullPointerException.class);
    }
}
