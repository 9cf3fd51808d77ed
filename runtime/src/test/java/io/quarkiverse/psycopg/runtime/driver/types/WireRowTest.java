package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.RawValue;

class WireRowTest {

    private static final int UNKNOWN_OID = 99_999;

    @Test
    void readsEachTypeAsItWasWritten() {
        List<Object> values = List.of(true, (short) -5, 7, 1L << 40, 1.5f, -0.25, new BigDecimal("-123456789012345678.900"),
                "żółw 🐢", UUID.randomUUID(), LocalDate.of(2024, 2, 29), LocalTime.of(23, 59, 59, 999_999_000),
                OffsetTime.parse("12:30:00+05:30"), LocalDateTime.parse("1999-12-31T23:59:59.5"),
                Instant.parse("0001-01-01T00:00:00.000001Z"), new Json("{\"a\": 1}"));
        int[] oids = { 16, 21, 23, 20, 700, 701, 1700, 25, 2950, 1082, 1083, 1266, 1114, 1184, 3802 };
        Rows rows = Rows.builtin();
        for (int i = 0; i < oids.length; i++) {
            rows.with("c" + i, oids[i], values.get(i));
        }
        WireRow row = rows.row();
        for (int i = oids.length - 1; i >= 0; i--) {
            assertThat(row.get(i)).isEqualTo(values.get(i));
        }
        for (int i = 0; i < oids.length; i++) {
            assertThat(row.get("c" + i)).isEqualTo(values.get(i));
        }
    }

    @Test
    void primitivesWidenAndRefuseWhatDoesNotFit() {
        WireRow row = Rows.builtin().with("small", 21, (short) 3).with("big", 20, Long.MAX_VALUE)
                .with("oid", 26, 4_000_000_000L)
                .row();
        assertThat(row.getInt(0)).isEqualTo(3);
        assertThat(row.getLong(0)).isEqualTo(3);
        assertThat(row.getLong(2)).isEqualTo(4_000_000_000L);
        assertThatThrownBy(() -> row.getInt(1)).isInstanceOf(DataException.class).hasMessageContaining("\"big\" (int8)")
                .hasMessageContaining("java.lang.Integer").hasMessageNotContaining(Long.toString(Long.MAX_VALUE));
        assertThatThrownBy(() -> row.getInt(2)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> row.getDouble(1)).isInstanceOf(DataException.class);
    }

    @Test
    void nullIsNullForReferencesAndAnErrorForPrimitives() {
        WireRow row = Rows.builtin().with("a", 23, null).with("b", 25, null).row();
        assertThat(row.isNull(0)).isTrue();
        assertThat(row.get(0)).isNull();
        assertThat(row.getString(1)).isNull();
        assertThatThrownBy(() -> row.getInt(0)).isInstanceOf(DataException.class).hasMessageContaining("column 0 \"a\"")
                .hasMessageContaining("NULL");
    }

    @Test
    void namesTheColumnsThereAre() {
        WireRow row = Rows.builtin().with("a", 23, 1).with("a", 23, 2).row();
        assertThat(row.getInt("a")).isEqualTo(1);
        assertThat(row.toMap()).containsEntry("a", 2);
        assertThatThrownBy(() -> row.getInt("b")).isInstanceOf(ProgrammingException.class).hasMessageContaining("[a, a]");
        assertThatThrownBy(() -> row.getInt(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void arraysKeepNullsDimensionsAndBounds() {
        WireRow row = Rows.builtin().with("a", 1007, List.of(Arrays.asList(1, null), List.of(3, 4)))
                .withBytes("b", 1007, 0, "[2:3]={1,NULL}".getBytes(StandardCharsets.UTF_8))
                .with("c", 1009, List.of("x y", "", "NULL", "q\"\\", "ą")).with("d", 1007, List.of()).row();
        assertThat(row.get(0)).isEqualTo(List.of(Arrays.asList(1, null), List.of(3, 4)));
        assertThat(row.getString(0)).isEqualTo("{{1,NULL},{3,4}}");
        assertThat(row.get(1)).isEqualTo(Arrays.asList(1, null));
        assertThat(row.getString(1)).isEqualTo("[2:3]={1,NULL}");
        assertThat(row.getString(2)).isEqualTo("{\"x y\",\"\",\"NULL\",\"q\\\"\\\\\",ą}");
        assertThat(row.get(2, String[].class)).containsExactly("x y", "", "NULL", "q\"\\", "ą");
        assertThat(row.get(3)).isEqualTo(List.of());
        assertThatThrownBy(() -> row.get(0, int[][].class)).isInstanceOf(DataException.class).hasMessageContaining("NULL");
    }

    @Test
    void unknownTypesKeepNameBytesAndText() {
        WireRow row = Rows.builtin().with("u", UNKNOWN_OID, "some text").row();
        assertThat(row.get(0)).isEqualTo(RawValue.ofText("99999", UNKNOWN_OID, "some text"));
        assertThat(row.getString(0)).isEqualTo("some text");
        assertThat(row.getBytes(0)).asString(StandardCharsets.UTF_8).isEqualTo("some text");
        assertThat(row.columns().get(0).typeOid()).isEqualTo(UNKNOWN_OID);
    }

    @Test
    void infinitiesAndEndOfDayAreValues() {
        WireRow row = Rows.builtin().with("a", 1184, Instant.MAX).with("b", 1082, LocalDate.MIN)
                .with("c", 1083, PgTime.END_OF_DAY)
                .row();
        assertThat(row.getInstant(0)).isEqualTo(Instant.MAX);
        assertThat(row.getString(0)).isEqualTo("infinity");
        assertThat(row.getString(1)).isEqualTo("-infinity");
        assertThat(row.get(2)).isEqualTo(PgTime.END_OF_DAY);
        assertThatThrownBy(() -> row.getLocalTime(2)).isInstanceOf(DataException.class);
    }

    @Test
    void malformedValuesNameColumnAndType() {
        WireRow row = Rows.builtin().withBytes("i", 23, 1, new byte[3]).withBytes("t", 25, 0, new byte[] { (byte) 0xC3 })
                .withBytes("a", 1007, 1, new byte[] { 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23, 0x7F, -1, -1, -1, 0, 0, 0, 1 })
                .row();
        assertThatThrownBy(() -> row.getInt(0)).isInstanceOf(DataException.class).hasMessageContaining("\"i\" (int4)");
        assertThatThrownBy(() -> row.getString(1)).isInstanceOf(DataException.class).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> row.get(2)).isInstanceOf(DataException.class).hasMessageContaining("int4[]");
    }

    @Test
    void parametersAreDeclaredByTheirClass() {
        TypeRegistry types = TypeRegistry.builtin();
        assertThat(types.declaredOid("text")).isZero();
        assertThat(types.declaredOid(null)).isZero();
        assertThat(types.declaredOid(1)).isEqualTo(23);
        assertThat(types.declaredOid(new int[] { 1 })).isEqualTo(1007);
        assertThat(types.declaredOid(List.of(List.of(1L)))).isEqualTo(1016);
        assertThat(types.declaredOid(List.of())).isZero();
        assertThat(types.declaredOid(new byte[0])).isEqualTo(17);
        assertThat(types.parameterFormat(1, 23)).isEqualTo(1);
        assertThat(types.parameterFormat("1", 23)).isZero();
    }

    @Test
    void parametersThatDoNotFitAreRefusedWithBothTypesNamed() {
        assertThatThrownBy(() -> Rows.builtin().with("x", 21, 70_000)).isInstanceOf(DataException.class)
                .hasMessageContaining("int2").hasMessageContaining("java.lang.Integer").hasMessageNotContaining("70");
        assertThatThrownBy(() -> Rows.builtin().with("x", 2950, 5)).isInstanceOf(DataException.class)
                .hasMessageContaining("uuid");
        assertThatThrownBy(() -> Rows.builtin().with("x", 1007, List.of(List.of(1), List.of(1, 2))))
                .isInstanceOf(DataException.class).hasMessageContaining("differ in length");
    }

    @Test
    void childScopesSeeTheirParentsAndHideThem() {
        TypeRegistry parent = TypeRegistry.builtin().child();
        TypeRegistry child = parent.child();
        assertThat(child.isKnown(UNKNOWN_OID)).isFalse();
        parent.register(new UnknownCodec(UNKNOWN_OID, "mine"));
        assertThat(child.codec(UNKNOWN_OID).typeName()).isEqualTo("mine");
        child.register(new UnknownCodec(UNKNOWN_OID, "other"));
        assertThat(child.codec(UNKNOWN_OID).typeName()).isEqualTo("other");
        assertThat(parent.codec(UNKNOWN_OID).typeName()).isEqualTo("mine");
        assertThat(TypeRegistry.builtin().isKnown(UNKNOWN_OID)).isFalse();
    }
}
