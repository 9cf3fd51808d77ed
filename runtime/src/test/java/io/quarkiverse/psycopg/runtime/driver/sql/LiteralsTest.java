package io.quarkiverse.psycopg.runtime.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.psycopg.AsIs;
import io.quarkiverse.psycopg.Binary;
import io.quarkiverse.psycopg.PgTuple;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.DataException;
import io.quarkiverse.psycopg.error.NotSupportedException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.Bits;
import io.quarkiverse.psycopg.types.Cidr;
import io.quarkiverse.psycopg.types.Inet;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.Lsn;
import io.quarkiverse.psycopg.types.Multirange;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.Point;
import io.quarkiverse.psycopg.types.Range;
import io.quarkiverse.psycopg.types.RawValue;
import io.vertx.core.buffer.Buffer;

/** Literals of values that psycopg has no recording for, as the server reads them. */
class LiteralsTest {

    private static final Literals SESSION = session("UTF8");

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + TestServer.v18().port()
                + "/postgres?user=postgres&sslmode=disable&preferQueryMode=simple");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    private static Literals session(String encoding) {
        return new Literals(new SessionTraits(180006, StringSyntax.CONFORMING, encoding), Adapters.create(),
                PlaceholderStyle.PYFORMAT);
    }

    @Test
    void infinitiesAndYearsOutsideFourDigits() throws SQLException {
        reads(LocalDate.MAX, "infinity", "date");
        reads(LocalDate.MIN, "-infinity", "date");
        reads(LocalDateTime.MAX, "infinity", "timestamp without time zone");
        reads(LocalDateTime.MIN, "-infinity", "timestamp without time zone");
        reads(Instant.MAX, "infinity", "timestamp with time zone");
        reads(OffsetDateTime.MIN, "-infinity", "timestamp with time zone");
        reads(LocalDate.of(-43, 3, 15), "0044-03-15 BC", "date");
        reads(LocalDate.of(0, 1, 1), "0001-01-01 BC", "date");
        reads(LocalDate.of(12345, 1, 2), "12345-01-02", "date");
        reads(LocalDateTime.of(-43, 3, 15, 1, 2, 3, 4000), "0044-03-15 01:02:03.000004 BC", "timestamp without time zone");
        reads(OffsetDateTime.parse("-0043-03-15T01:02:03+01:00"), "0044-03-15 00:02:03+00 BC", "timestamp with time zone");
        reads(LocalDateTime.of(12345, 1, 2, 3, 4), "12345-01-02 03:04:00", "timestamp without time zone");
    }

    @Test
    void otherTimes() throws SQLException {
        reads(PgTime.END_OF_DAY, "24:00:00", "time without time zone");
        reads(LocalTime.of(1, 2, 3, 123_456_789), "01:02:03.123457", "time without time zone");
        reads(ZonedDateTime.of(LocalDateTime.of(2024, 7, 1, 12, 0), ZoneId.of("Europe/Berlin")), "2024-07-01 10:00:00+00",
                "timestamp with time zone");
        reads(new Date(0), "1970-01-01 00:00:00+00", "timestamp with time zone");
        reads(Duration.ofHours(100).plusNanos(1000), "100:00:00.000001", "interval");
        reads(Duration.ofSeconds(-1), "-00:00:01", "interval");
        reads(Duration.ofNanos(-500_000_000), "-00:00:00.5", "interval");
        reads(Duration.ZERO, "00:00:00", "interval");
        reads(Period.of(1, -2, 3), "10 mons 3 days", "interval");
    }

    @Test
    void wrappersAndApiTypes() throws SQLException {
        reads(Optional.of(5), "5", "integer");
        reads(Optional.empty(), null, "unknown");
        reads(OptionalInt.of(5), "5", "integer");
        reads('x', "x", "unknown");
        reads(new StringBuilder("x"), "x", "unknown");
        reads(TimeUnit.DAYS, "DAYS", "unknown");
        reads(Buffer.buffer(new byte[] { 1, 0 }), "\\x0100", "bytea");
        reads(Binary.of(new byte[0]), "\\x", "bytea");
        reads(new Json("{\"a\": 1}"), "{\"a\": 1}", "unknown");
        reads(Lsn.parse("16/B374D848"), "16/B374D848", "pg_lsn");
        reads(RawValue.ofText("point", "(1,2)"), "(1,2)", "point");
        reads(RawValue.ofText("pg_catalog.\"numeric\"(5, 2)", "1.234"), "1.23", "numeric");
        reads(RawValue.ofText("", "a"), "a", "unknown");
        reads(1.5f, "1.5", "numeric");
        reads(0.1f, "0.1", "numeric");
        reads(Float.MIN_VALUE, "0.0000000000000000000000000000000000000000000014"
                .replace("14", "1"), "numeric");
    }

    @Test
    void typesOfTheDriver() throws SQLException {
        reads(new PgInterval(14, -3, -500_000), "1 year 2 mons -3 days -00:00:00.5", "interval");
        reads(PgInterval.INFINITY, "infinity", "interval");
        reads(Inet.parse("10.0.0.1/8"), "10.0.0.1/8", "inet");
        reads(Cidr.parse("10.0.0.0/8"), "10.0.0.0/8", "cidr");
        reads(InetAddress.getLoopbackAddress(), "127.0.0.1/32", "inet");
        reads(new Point(1.5, -2), "(1.5,-2)", "point");
        reads(Bits.parse("0101"), "0101", "bit varying");
        reads(PgComposite.of(1, "it's", null), "(1,it's,)", "record");
        reads(PgComposite.of(), "()", "record");
    }

    @Test
    void rangesAndMultiranges() throws SQLException {
        reads(Range.of(1, 5), "[1,5)", "unknown");
        reads(Range.of(-1.5, Double.POSITIVE_INFINITY), "[ -1.5,Infinity)", "unknown");
        reads(Range.closed("a\"", "b,\\"), "[\"a\\\"\",\"b,\\\\\"]", "unknown");
        reads(Range.empty(), "empty", "unknown");
        reads(Range.of(LocalDate.of(2024, 1, 1), LocalDate.MAX), "[2024-01-01,infinity)", "daterange");
        reads(Range.atLeast(Instant.EPOCH), "[\"1970-01-01 00:00:00+00\",)", "tstzrange");
        reads(Multirange.of(Range.of(1, 5), Range.of(7, 9)), "{[1,5),[7,9)}", "unknown");
        reads(Multirange.of(Range.lessThan(LocalDate.of(2024, 1, 1)), Range.atLeast(LocalDate.of(2025, 1, 1))),
                "{(,2024-01-01),[2025-01-01,)}", "datemultirange");
        refused(Range.of(new Object(), new Object()), "register an Adapter");
    }

    @Test
    void arraysOfEveryShape() throws SQLException {
        reads(new int[] { 1, -2 }, "{1,-2}", "integer[]");
        reads(new String[] { "a", null }, "{a,NULL}", "text[]");
        reads(new long[][] { { 1 }, { 2 } }, "{{1},{2}}", "integer[]");
        reads(new byte[][] { { 1 } }, "{\"\\\\x01\"}", "bytea[]");
        reads(List.of(TimeUnit.DAYS), "{DAYS}", "text[]");
        reads(List.of(List.of(), List.of()), "{}", "unknown");
        assertThatThrownBy(() -> SESSION.literal(List.of(List.of(List.of(List.of(List.of(List.of(List.of(1)))))))))
                .isInstanceOf(ProgrammingException.class).hasMessageContaining("6 dimensions");
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        refused(new Object(), "register an Adapter<Object>");
        refused(PgTuple.of(), "at least one element");
        refused(List.of("a\0"), "NUL");
        refused(Map.of("k", "\udc00"), "surrogate");
        refused(new AsIs("a\0"), "NUL");
        refused(new AsIs("'open"), "leaves a string literal open");
        refused(new AsIs("1 -- rest"), "leaves a comment open");
        refused(new AsIs("/* /* */"), "leaves a comment open");
        refused(new AsIs("$x$ y"), "leaves a dollar-quoted string open");
        refused(RawValue.ofText("int; drop table t", "1"), "expected the name of a type");
        refused(RawValue.ofText("int--", "1"), "expected the name of a type");
        refused(RawValue.ofText("''", "1"), "expected the name of a type");
        refused(RawValue.ofBinary("point", new byte[16]), "text form");
        List<Object> circle = new ArrayList<>();
        circle.add(PgTuple.of(circle));
        refused(circle, "nested at most");
        List<Object> self = new ArrayList<>();
        self.add(self);
        refused(self, "6 dimensions");
    }

    @Test
    void anUnsafeEncodingIsRefused() {
        for (String encoding : List.of("SJIS", "SHIFT_JIS_2004", "BIG5", "GBK", "GB18030", "UHC", "JOHAB")) {
            assertThatThrownBy(() -> session(encoding).literal("a")).isInstanceOf(NotSupportedException.class)
                    .hasMessageContaining(encoding);
            assertThatThrownBy(() -> session(encoding).identifier("a")).isInstanceOf(NotSupportedException.class);
            assertThat(session(encoding).literal(5)).isEqualTo("5");
        }
        assertThat(session("EUC_JP").literal("表")).isEqualTo("'表'");
        assertThatThrownBy(() -> session("LATIN1").literal("€")).isInstanceOf(DataException.class)
                .hasMessageNotContaining("€");
    }

    @Test
    void withoutASessionALiteralMeansTheSameBothWays() {
        assertThat(Literals.standalone().literal("a")).isEqualTo("'a'");
        assertThat(Literals.standalone().literal("a\\b'c")).isEqualTo("E'a\\\\b''c'");
        assertThat(Literals.standalone().literal(new byte[] { 1 })).isEqualTo("E'\\\\x01'::bytea");
    }

    @Test
    void doublesReadBackAsTheSame() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Object> values = new ArrayList<>(List.of(1e15, 1e16, 1e22, 1e23, 123456789012345680.0, 2.0E-3, 9.999e-5,
                Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 2.2250738585072011e-308));
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            values.add(Double.isFinite(value) ? value : random.nextDouble());
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT unnest(" + SESSION.literal(values) + ")::float8")) {
            for (Object value : values) {
                rows.next();
                assertThat(rows.getDouble(1)).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    private static void reads(Object value, String text, String type) throws SQLException {
        for (String literal : List.of(SESSION.literal(value), Literals.standalone().literal(value))) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement
                            .executeQuery("SELECT (" + literal + ")::text, pg_typeof(" + literal + ")::text")) {
                rows.next();
                assertThat(Arrays.asList(rows.getString(1), rows.getString(2))).as(literal).containsExactly(text, type);
            }
        }
    }

    private static void refused(Object value, String message) {
        assertThatThrownBy(() -> SESSION.literal(value)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining(message);
    }
}
