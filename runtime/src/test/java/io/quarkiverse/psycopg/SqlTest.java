package io.quarkiverse.psycopg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.runtime.driver.sql.Adapters;
import io.quarkiverse.psycopg.runtime.driver.sql.Literals;
import io.quarkiverse.psycopg.runtime.driver.sql.SessionTraits;
import io.quarkiverse.psycopg.runtime.driver.sql.StringSyntax;

/** psycopg's own cases of SQL composition, each by its number in the recording, and what Java's form adds. */
class SqlTest {

    private static final Path CASES = Path.of("../integration-tests/conformance/cases/sql_compose.json");
    private static final SqlContext SESSION = new Literals(new SessionTraits(180006, StringSyntax.CONFORMING, "UTF8"),
            Adapters.create(), PlaceholderStyle.PYFORMAT);

    /** Cases that Java's compiler refuses, because the argument is no part of SQL. */
    private static final Set<String> DO_NOT_COMPILE = Set.of("0022", "0037", "0063", "0072", "0078", "0081");

    /** By rule D9: a value keeps a space from the word before it, which there becomes one word with it. */
    private static final Map<String, String> SPELLED = Map.of("0031", "a 1");

    private static final Map<String, Supplier<Sql>> PORTED = new LinkedHashMap<>();

    static {
        PORTED.put("0001", () -> Sql.text("foo"));
        PORTED.put("0002", () -> Sql.text(""));
        PORTED.put("0005", () -> Sql.text("{}").format(Sql.identifier("a")));
        PORTED.put("0006", () -> Sql.text("select {} from {}").format(Sql.identifier("field"), Sql.identifier("table")));
        PORTED.put("0008", () -> Sql.text("select {1} from {0}").format(Sql.identifier("t"), Sql.identifier("f")));
        PORTED.put("0010", () -> Sql.text("select {0};").format(Sql.literal(LocalDate.of(2016, 12, 31))));
        PORTED.put("0011", () -> Sql.text("select foo;").format());
        PORTED.put("0012", () -> Sql.text("42 % {0}").format(Sql.literal(7)));
        PORTED.put("0013", () -> Sql.text("{{{0}}}").format(Sql.literal(7)));
        PORTED.put("0014", () -> Sql.text("{{1,{0}}}").format(Sql.literal(7)));
        PORTED.put("0016", () -> Sql.text("select {};").format());
        PORTED.put("0018", () -> Sql.text("select {0} {};").format(Sql.literal(10), Sql.literal(20)));
        PORTED.put("0019", () -> Sql.text("select {0};").format(Map.of("a", Sql.literal(10))));
        PORTED.put("0020", () -> Sql.text("select {x};").format(Sql.literal(10)));
        PORTED.put("0024", () -> Sql.text("select {a:<};").format(Map.of("a", Sql.literal(10))));
        PORTED.put("0026", () -> Sql.text("}").format());
        PORTED.put("0027", () -> Sql.text("{0.x}").format(Sql.literal(1)));
        PORTED.put("0031", () -> Sql.text("{}").format(Sql.composed(Sql.text("a"), Sql.literal(1))));
        PORTED.put("0032", () -> Sql.identifier("foo"));
        PORTED.put("0033", () -> Sql.identifier("foo", "bar"));
        PORTED.put("0035", () -> Sql.identifier());
        PORTED.put("0041", () -> Sql.literal(-42));
        PORTED.put("0042", () -> Sql.literal(null));
        PORTED.put("0044", () -> Sql.literal(1.5));
        PORTED.put("0046", () -> Sql.literal(List.of()));
        PORTED.put("0048", () -> Sql.literal(LocalDate.of(2017, 1, 1)));
        PORTED.put("0049", () -> Sql.literal(new BigDecimal("-1.5")));
        PORTED.put("0050", () -> Sql.literal(new byte[] { 'a', 'b' }));
        PORTED.put("0053", () -> Sql.placeholder("foo"));
        PORTED.put("0054", () -> Sql.placeholder("a b"));
        PORTED.put("0055", () -> Sql.placeholder(")"));
        PORTED.put("0056", () -> Sql.placeholder("a(b"));
        PORTED.put("0059", () -> Sql.NULL);
        PORTED.put("0060", () -> Sql.DEFAULT);
        PORTED.put("0061", () -> Sql.text("foo").then(Sql.text("bar")));
        PORTED.put("0065", () -> Sql.text("foo").repeat(0));
        PORTED.put("0067", () -> Sql.placeholder().repeat(3).join(", "));
        PORTED.put("0068", () -> Sql.text(", ").join(Sql.placeholder().repeat(3)));
        PORTED.put("0070", () -> Sql.text(", ").join(List.of()));
        PORTED.put("0071", () -> Sql.text(", ").join(List.of(Sql.text("a"))));
        PORTED.put("0073", () -> Sql.text(", ").join(Stream.of("a", "b", "c").map(Sql::identifier).toList()));
        PORTED.put("0074", () -> Sql.composed(Sql.literal("foo"), Sql.identifier("b'ar")));
        PORTED.put("0080", () -> Sql.composed(Sql.text("a"), Sql.text("b")).join(Sql.text("-")));
        PORTED.put("0082", () -> Sql.composed(Sql.text("a")).repeat(2));
    }

    @TestFactory
    Stream<DynamicTest> psycopgComposes() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(CASES.toFile());
        return Stream.iterate(0, i -> i < cases.size(), i -> i + 1).map(cases::get)
                .filter(c -> !DO_NOT_COMPILE.contains(number(c)))
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText() + " " + c.get("expr").asText(), () -> check(c)));
    }

    private static void check(JsonNode recorded) {
        Supplier<Sql> ported = PORTED.get(number(recorded));
        assertThat(ported).as("a port of the case").isNotNull();
        if (recorded.has("error")) {
            assertThatThrownBy(() -> ported.get().asString(SESSION)).isInstanceOf(ProgrammingException.class);
        } else {
            assertThat(ported.get().asString(SESSION)).isEqualTo(
                    SPELLED.getOrDefault(number(recorded), recorded.get("expected").asText()));
        }
    }

    private static String number(JsonNode recorded) {
        return recorded.get("id").asText().replace("sql_compose-", "");
    }

    @Test
    void namesAndPositionsMayBothBeGiven() {
        assertThat(Sql.text("{} {b} {}").format(List.of(Sql.literal(1), Sql.literal(2)), Map.of("b", Sql.identifier("x")))
                .asString(SESSION)).isEqualTo("1 \"x\" 2");
    }

    @Test
    void aValueInsideALiteralOfTheTextIsRefused() {
        for (String text : List.of("select '{}'", "select $$ {} $$", "select 1 -- {}\n", "select /* {} */ 1", "select \"{}\"",
                "select E'\\'{}'")) {
            for (Object value : List.of("x", "; drop table t; --", 5, "'")) {
                Sql sql = Sql.text(text).format(Sql.literal(value));
                assertThatThrownBy(() -> sql.asString(SESSION)).as(text).isInstanceOf(ProgrammingException.class)
                        .hasMessageContaining("stand alone");
            }
        }
        assertThatThrownBy(() -> Sql.text("select \"{}\"").format(Sql.identifier("a")).asString(SESSION))
                .isInstanceOf(ProgrammingException.class);
    }

    @Test
    void partsNeverMergeIntoOneToken() {
        assertThat(Sql.composed(Sql.identifier("a"), Sql.identifier("b")).asString(SESSION)).isEqualTo("\"a\" \"b\"");
        assertThat(Sql.composed(Sql.text("E"), Sql.literal("a")).asString(SESSION)).isEqualTo("E 'a'");
        assertThat(Sql.composed(Sql.text("U&"), Sql.literal("a")).asString(SESSION)).isEqualTo("U& 'a'");
        assertThat(Sql.composed(Sql.text("limit"), Sql.literal(1), Sql.text("offset"), Sql.literal(2)).asString(SESSION))
                .isEqualTo("limit 1 offset 2");
        assertThatThrownBy(() -> Sql.composed(Sql.literal("a"), Sql.text("\n"), Sql.literal("b")).asString(SESSION))
                .isInstanceOf(ProgrammingException.class);
    }

    @Test
    void percentSignsOfNamesAndValuesAreNoPlaceholders() {
        Sql sql = Sql.text("insert into {} values (%s, {})").format(Sql.identifier("a%s"), Sql.literal("100%"));
        assertThat(SESSION.composeTemplate(sql)).isEqualTo("insert into \"a%%s\" values (%s, '100%%')");
        assertThat(SESSION.mogrify(SESSION.composeTemplate(sql), Args.of(1)))
                .isEqualTo("insert into \"a%s\" values (1, '100%')");
    }

    @Test
    void badNamesAndPartsAreRefused() {
        assertThatThrownBy(() -> Sql.identifier("a\0b").asString(SESSION)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> Sql.identifier("\ud800").asString(SESSION)).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Sql.identifier("a", null)).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> Sql.composed(Arrays.asList(Sql.NULL, null))).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> Sql.placeholder("")).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> Sql.text("{").format()).isInstanceOf(ProgrammingException.class);
        assertThatThrownBy(() -> Sql.text("{} {0}").format(Sql.NULL)).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void noValueShowsInToString() {
        assertThat(Sql.text("a {}").format(Sql.literal("secret")).toString()).doesNotContain("secret");
    }
}
