package io.quarkiverse.psycopg.runtime.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.testsupport.TaggedValues;
import io.quarkiverse.psycopg.testsupport.TestServer;

/** psycopg's recorded literals: the server finds the same text and type in those of this driver. */
class QuoteCasesTest {

    private static final File CASES = new File("../integration-tests/conformance/cases/quote.json");

    /** Recordings that fall under a rule of FORMAT.md, with what the server says here. */
    private static final Map<String, String> DIFFERENT_TEXT = Map.of("'NaN'::numeric|Infinity", "Infinity",
            "'NaN'::numeric|-Infinity", "-Infinity");

    private static Connection on;
    private static Connection off;

    @BeforeAll
    static void connect() throws SQLException {
        TestServer server = TestServer.v18();
        server.execute("CREATE EXTENSION IF NOT EXISTS hstore");
        on = connect(server, "on");
        off = connect(server, "off");
    }

    private static Connection connect(TestServer server, String standardConformingStrings) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port()
                + "/postgres?user=postgres&sslmode=disable&preferQueryMode=simple&options=-c%20TimeZone=UTC%20-c%20"
                + "standard_conforming_strings=" + standardConformingStrings + "%20-c%20escape_string_warning=off");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    @AfterAll
    static void disconnect() throws SQLException {
        on.close();
        off.close();
    }

    @TestFactory
    Stream<DynamicTest> theServerFindsTheSameValueAndType() throws IOException {
        return cases().filter(c -> !c.get("group").asText().equals("Identifier") && !needsPythonsClass(c))
                .filter(c -> c.get("value").get("t").asText().equals("null") || TaggedValues.find(c.get("value")).isPresent())
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText() + " " + c.get("group").asText(), () -> check(c)));
    }

    /** Ranges whose type only psycopg's class for them tells, or that no class of Java can express. */
    private static boolean needsPythonsClass(JsonNode recorded) {
        JsonNode value = recorded.get("value");
        if (!value.get("t").asText().equals("range")) {
            return false;
        }
        boolean bounded = value.path("lower").has("v") || value.path("upper").has("v");
        return recorded.get("group").asText().equals("range-custom") || value.path("bounds").isNull()
                || !bounded && !value.get("sub").asText().equals("num");
    }

    @TestFactory
    Stream<DynamicTest> identifiersAreQuotedTheSame() throws IOException {
        return cases().filter(c -> c.get("group").asText().equals("Identifier"))
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> {
                    String[] parts = StreamSupport.stream(c.get("value").get("v").spliterator(), false).map(JsonNode::asText)
                            .toArray(String[]::new);
                    assertThat(Quoting.qualified(parts)).isEqualTo(c.get("expected_literal").asText());
                }));
    }

    @Test
    void stringsOfAnySignsComeBackTheSame() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String signs = "'\\\"$-/*;%\n\u00e9 aE0x";
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(10); n > 0; n--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            strings.add(text.toString());
        }
        for (boolean conforming : List.of(true, false)) {
            SessionTraits traits = SessionTraits.reported(180006, conforming ? "on" : "off", "UTF8");
            for (Literals literals : List.of(Literals.standalone(), Literals.standalone().with(traits))) {
                assertThat(unnested(literals.literal(strings), conforming)).as("seed %d", seed).isEqualTo(strings);
            }
        }
    }

    private static List<String> unnested(String array, boolean conforming) throws SQLException {
        try (Statement statement = (conforming ? on : off).createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery("SELECT unnest(" + array + ")")) {
                List<String> strings = new ArrayList<>();
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
                return strings;
            }
        }
    }

    private static Stream<JsonNode> cases() throws IOException {
        return StreamSupport.stream(new ObjectMapper().readTree(CASES).spliterator(), false);
    }

    private static void check(JsonNode recorded) throws SQLException {
        boolean conforming = recorded.get("standard_conforming_strings").asText().equals("on");
        String encoding = recorded.get("client_encoding").asText();
        Literals literals = new Literals(new SessionTraits(180006,
                conforming ? StringSyntax.CONFORMING : StringSyntax.ESCAPING, encoding), Adapters.create(),
                PlaceholderStyle.PYFORMAT);
        Object value = TaggedValues.of(recorded.get("value"));
        boolean unsafe = Set.of("SJIS", "BIG5", "GBK").contains(encoding);
        if (recorded.has("error") || unsafe) {
            assertThatThrownBy(() -> literals.literal(value)).isInstanceOf(PgException.class);
        } else if (recorded.path("server_error").path("message").asText().startsWith("cannot determine type of empty array")) {
            assertThat(literals.literal(value)).as("by rule D19").contains("{}");
        } else if (recorded.has("server_error") && recorded.get("expected_literal").asText().contains("'NaN'::numeric)")) {
            assertThat(literals.literal(value)).as("by rule D7").isEqualTo("'(,NaN)'");
        } else if (recorded.has("server_error")) {
            assertThatThrownBy(() -> ask(literals.literal(value), conforming)).satisfiesAnyOf(
                    e -> assertThat(e).isInstanceOf(PgException.class),
                    e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(
                            recorded.get("server_error").get("sqlstate").asText()));
        } else if (!encoding.equals("UTF8")) {
            assertThat(literals.literal(value)).isEqualTo(recorded.get("expected_literal").asText());
        } else {
            sameValue(recorded, literals.literal(value), conforming);
            sameValue(recorded, Literals.standalone().literal(value), conforming);
        }
    }

    private static void sameValue(JsonNode recorded, String literal, boolean conforming) throws SQLException {
        String[] answer = ask(literal, conforming);
        String text = recorded.path("server_text").isNull() ? null : recorded.path("server_text").asText();
        String different = DIFFERENT_TEXT.get(recorded.get("expected_literal").asText() + "|"
                + recorded.get("value").path("v").asText());
        if (recorded.get("value").get("t").asText().equals("json")) {
            sameJson(answer[0], recorded.get("value").get("v"));
        } else if (!recorded.path("volatile").asBoolean()) {
            assertThat(normal(answer[0])).as(literal).isEqualTo(normal(different != null ? different : text));
        }
        String tag = recorded.get("value").get("t").asText();
        boolean typed = Set.of("inet", "cidr").contains(tag);
        assertThat(answer[1]).as(literal).isEqualTo(typed ? tag : recorded.get("server_type").asText());
    }

    /** One text for two that mean the same: a range without lower bound, and json's spaces in an array. */
    private static String normal(String text) {
        return text == null ? null : text.equals("[,)") ? "(,)" : text.replace("\": ", "\":");
    }

    private static void sameJson(String text, JsonNode expected) {
        try {
            assertThat(new ObjectMapper().readTree(text)).isEqualTo(expected);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String[] ask(String literal, boolean conforming) throws SQLException {
        try (Statement statement = (conforming ? on : off).createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery("SELECT (" + literal + ")::text, pg_typeof(" + literal + ")::text")) {
                rows.next();
                return new String[] { rows.getString(1), rows.getString(2) };
            }
        }
    }
}
