package io.quarkiverse.psycopg.runtime.driver.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.psycopg.testsupport.TestServer;
import io.quarkiverse.psycopg.types.PgNumeric;
import io.quarkiverse.psycopg.types.PgTime;
import io.quarkiverse.psycopg.types.PgTimeTz;

/**
 * Random values of every built-in type against the server: sent in binary and as text, read in binary and as text, alone and in
 * arrays. {@code -Dpsycopg.test.random-values=n} sets how many per type, {@code -Dpsycopg.test.seed=n} repeats a run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RandomComparison {

    static final int COUNT = Integer.getInteger("psycopg.test.random-values", 2_000);
    private static final long SEED = Long.getLong("psycopg.test.seed", System.nanoTime());
    /** Types whose cast to text is something else than their output. */
    private static final Set<String> CAST_DIFFERS = Set.of("bool", "bpchar", "xml", "inet");
    /** Types that do not give back the value that they were given, but a normal form of it. */
    private static final Set<String> NORMALIZING = Set.of("jsonb", "bpchar", "tsquery", "xml", "money", "jsonpath", "regtype",
            "regclass", "regproc", "regrole", "regnamespace", "regcollation", "regconfig", "regdictionary", "regprocedure",
            "regoper", "regoperator", "aclitem");
    private static final int ARRAY_LENGTH = 100;

    private final TestServer server;
    private final int major;
    private final int count;
    WireClient client;

    RandomComparison(TestServer server, int major, int count) {
        this.server = server;
        this.major = major;
        this.count = count;
    }

    private RandomValues values(long seed) {
        return new RandomValues(new Random(seed), major);
    }

    @BeforeAll
    void connect() throws Exception {
        System.out.println(
                getClass().getSimpleName() + ": -Dpsycopg.test.random-values=" + count + " -Dpsycopg.test.seed=" + SEED);
        client = new WireClient(server, TypeRegistry.builtin().child());
    }

    @AfterAll
    void disconnect() throws Exception {
        client.close();
    }

    Stream<String> types() {
        return values(SEED).types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void scalars(String type) {
        check(type, SEED, () -> scalars(type, values(SEED ^ type.hashCode()).next(type, count)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void arrayElements(String type) {
        check(type, SEED, () -> {
            RandomValues values = values(SEED + type.hashCode());
            for (int i = 0; i < Math.max(1, count / ARRAY_LENGTH / 2); i++) {
                List<Object> elements = values.next(type, ARRAY_LENGTH);
                elements.add(i % (ARRAY_LENGTH + 1), null);
                array(type, elements);
            }
        });
    }

    /** Types that pgjdbc reads as the same Java class, asked for values that its class can hold. */
    Stream<Arguments> typesOfPgjdbc() {
        return Stream.of(Arguments.of("int2", Integer.class), Arguments.of("int4", Integer.class),
                Arguments.of("int8", Long.class), Arguments.of("float4", Float.class), Arguments.of("float8", Double.class),
                Arguments.of("numeric", BigDecimal.class), Arguments.of("text", String.class),
                Arguments.of("bytea", byte[].class),
                Arguments.of("uuid", UUID.class), Arguments.of("date", LocalDate.class), Arguments.of("time", LocalTime.class),
                Arguments.of("timestamp", LocalDateTime.class), Arguments.of("bool", Boolean.class));
    }

    @ParameterizedTest
    @MethodSource("typesOfPgjdbc")
    void pgjdbcAgrees(String type, Class<?> javaType) {
        check(type, SEED, () -> {
            List<Object> values = values(SEED * 31 + type.hashCode()).next(type, count);
            values.removeIf(value -> value instanceof PgNumeric || value instanceof PgTime || isBeforeGregorian(value));
            List<WireRow> rows = client.each("SELECT $1, $1::text".replace("$1", "$1::" + type), client.types.oidOf(type),
                    values);
            try (Connection connection = server.jdbc();
                    PreparedStatement statement = connection.prepareStatement("SELECT x::" + type
                            + " FROM unnest(?::text[]) WITH ORDINALITY u(x, n) ORDER BY n")) {
                statement.setArray(1, connection.createArrayOf("text", rows.stream().map(row -> row.getString(1)).toArray()));
                try (ResultSet result = statement.executeQuery()) {
                    for (WireRow row : rows) {
                        assertThat(result.next()).isTrue();
                        same(row.get(0, javaType), result.getObject(1, javaType), "pgjdbc agrees on " + row.getString(1));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** pgjdbc reads such days by the Julian calendar, and fails on those that only the proleptic Gregorian one has. */
    private static boolean isBeforeGregorian(Object value) {
        LocalDate date = value instanceof LocalDate day ? day
                : value instanceof LocalDateTime moment ? moment.toLocalDate() : LocalDate.MAX;
        return date.isBefore(LocalDate.of(1582, 10, 15));
    }

    private static void check(String type, long seed, Runnable test) {
        try {
            test.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(type + ", -Dpsycopg.test.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    private void scalars(String type, List<Object> values) {
        int oid = client.types.oidOf(type);
        Codec<?> codec = client.types.codec(oid);
        String sql = "SELECT $1::text, $1, $1";
        String name = type.equals("char") ? "\"char\"" : type;
        sql = sql.replace("$1", "$1::" + name);
        List<WireRow> sent = client.each(sql, oid, values, 0, codec.binary() ? 1 : 0, 0);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            WireRow row = sent.get(i);
            Object value = values.get(i);
            String serverText = row.getString(2);
            texts.add(serverText);
            Object read = row.get(1);
            if (!NORMALIZING.contains(type)) {
                same(read, value, "what was sent in binary comes back");
            }
            same(row.get(2), read, "text and binary agree");
            assertThat(row.getString(1)).as("the driver's text of %s", read).isEqualTo(serverText);
            if (!CAST_DIFFERS.contains(type)) {
                assertThat(row.getString(0)).as("::text").isEqualTo(serverText);
            }
        }
        List<WireRow> back = client.each(sql, oid, texts, 0, codec.binary() ? 1 : 0, 0);
        for (int i = 0; i < values.size(); i++) {
            same(back.get(i).get(1), sent.get(i).get(1), "the server's text sent back");
        }
    }

    private void array(String type, List<Object> elements) {
        int oid = client.types.arrayOid(client.types.oidOf(type));
        int binary = client.types.codec(oid).binary() ? 1 : 0;
        WireRow row = client.each("SELECT $1, $1::text, $1".replace("$1", "$1::" + (type.equals("char") ? "\"char\"" : type)
                + "[]"), oid, List.of(elements), binary, 0, 0).get(0);
        assertThat(row.getString(0)).as("the driver's text of the array").isEqualTo(row.getString(2));
        List<?> read = (List<?>) row.get(0);
        List<?> parsed = (List<?>) row.get(2);
        assertThat(read).hasSameSizeAs(elements);
        for (int i = 0; i < elements.size(); i++) {
            if (!NORMALIZING.contains(type)) {
                same(read.get(i), elements.get(i), "element " + i);
            }
            same(parsed.get(i), read.get(i), "text and binary agree on element " + i);
        }
    }

    private static void same(Object actual, Object expected, String what) {
        boolean same = Objects.deepEquals(actual, expected) || actual != null && expected != null && plain(actual).equals(plain(
                expected));
        if (!same) {
            throw new AssertionError(what + ": expected <" + show(expected) + "> but was <" + show(actual) + ">");
        }
    }

    /** PgTimeTz and OffsetTime of the same meaning. */
    private static Object plain(Object value) {
        return value instanceof OffsetTime time ? PgTimeTz.of(time) : value;
    }

    private static String show(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes)
                : value + " " + (value == null ? "" : value.getClass().getSimpleName());
    }
}
