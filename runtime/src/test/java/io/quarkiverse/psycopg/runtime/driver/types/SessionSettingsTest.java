package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** Settings changed in mid-session: values stay right in text and binary, and texts are the server's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionSettingsTest {

    private static final List<String> TYPES = List.of("date", "time", "timetz", "timestamp", "timestamptz", "interval", "bytea",
            "float4", "float8", "tstzrange");
    private static final int COUNT = 60;
    private static final long SEED = Long.getLong("psycopg.test.seed", System.nanoTime());

    private WireClient client;

    @BeforeAll
    void connect() throws Exception {
        client = new WireClient(TestServer.v18(), TypeRegistry.builtin().child());
    }

    @AfterAll
    void disconnect() throws Exception {
        client.close();
    }

    static Stream<String> settings() {
        List<String> settings = new ArrayList<>();
        for (String style : List.of("ISO", "SQL", "Postgres", "German")) {
            for (String order : List.of("MDY", "DMY", "YMD")) {
                settings.add("DateStyle = '" + style + ", " + order + "'");
            }
        }
        for (String style : List.of("postgres", "postgres_verbose", "sql_standard", "iso_8601")) {
            settings.add("IntervalStyle = " + style);
        }
        for (String zone : List.of("America/New_York", "Asia/Kolkata", "Europe/Warsaw", "UTC", "<+02>-02")) {
            settings.add("TimeZone = '" + zone + "'");
        }
        settings.add("bytea_output = escape");
        settings.add("extra_float_digits = 3");
        return settings.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void valuesStayRight(String setting) {
        client.simple("RESET ALL; SET TimeZone = 'UTC'; SET " + setting);
        boolean zoneIsKnown = !setting.contains("<");
        for (String type : TYPES) {
            int oid = client.types.oidOf(type);
            List<Object> values = new RandomValues(new Random(SEED)).next(type, COUNT);
            List<WireRow> rows = client.each("SELECT $1::" + type + ", $1::" + type, oid, values, 1, 0);
            for (int i = 0; i < values.size(); i++) {
                WireRow row = rows.get(i);
                String context = "SET " + setting + ", " + type + ", seed " + SEED;
                assertThat(Objects.deepEquals(row.get(1), row.get(0)))
                        .as("%s: %s read as text is %s", context, row.getString(1), row.get(0)).isTrue();
                if (zoneIsKnown && !setting.startsWith("bytea") && !type.equals("timetz")) {
                    assertThat(row.getString(0)).as(context).isEqualTo(row.getString(1));
                }
            }
        }
    }

    @Test
    void textInAnotherEncodingIsAClearError() {
        client.simple("RESET ALL; SET client_encoding = 'LATIN1'");
        try {
            WireRow row = client.each("SELECT chr(233), $1::int4, 'ascii'::text, ARRAY[chr(233)]", 23, List.of(1), 1, 1, 1, 1)
                    .get(0);
            assertThatThrownBy(() -> row.getString(0)).isInstanceOf(DataException.class).hasMessageContaining("LATIN1");
            assertThatThrownBy(() -> row.get(3)).isInstanceOf(DataException.class).hasMessageContaining("LATIN1");
            assertThat(row.getInt(1)).isEqualTo(1);
            assertThat(row.getString(2)).isEqualTo("ascii");
        } finally {
            client.simple("SET client_encoding = 'UTF8'");
        }
        assertThat(client.simple("SELECT chr(233)").get(0).getString(0)).isEqualTo("\u00e9");
    }
}
