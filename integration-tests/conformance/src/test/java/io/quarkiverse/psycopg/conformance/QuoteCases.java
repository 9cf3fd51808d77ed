package io.quarkiverse.psycopg.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.error.PgException;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TaggedValues;
import io.quarkiverse.psycopg.types.PgNumeric;

/** Literals of values: the server finds the same text and type in them. */
final class QuoteCases implements CaseFile {

    /** Encodings in which a byte of another sign may be a quote. */
    private static final Set<String> UNSAFE = Set.of("SJIS", "BIG5", "GBK", "GB18030", "UHC", "JOHAB");
    private static final String UTF8 = "UTF8";
    /** SQLSTATE indeterminate_datatype: what ARRAY[] alone is refused with. */
    private static final String INDETERMINATE_TYPE = "42P18";

    private final Oracle oracle;
    /** Connections by standard_conforming_strings and encoding; they end with the runner. */
    private final Map<String, PgConnection> connections = new HashMap<>();

    QuoteCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "quote";
    }

    @Override
    public JsonNode expected(JsonNode recorded) {
        return recorded.has("error") ? recorded.get("error") : recorded.path("expected_literal");
    }

    @Override
    public Verdict run(JsonNode recorded) {
        Object value;
        try {
            value = recorded.get("value").get("t").asText().equals("Identifier") ? null
                    : TaggedValues.of(recorded.get("value"));
        } catch (UnsupportedOperationException e) {
            return recorded.has("error") ? Verdict.difference("D22", e.getMessage()) : Verdict.unsupported(e.getMessage());
        }
        PgConnection connection = connection(recorded);
        String literal;
        try {
            literal = written(connection, recorded.get("value"), value);
        } catch (PgException e) {
            return refused(recorded, e);
        }
        if (recorded.has("error")) {
            return Verdict.fail(literal);
        }
        if (!recorded.get("client_encoding").asText().equals(UTF8)) {
            return literal.equals(recorded.get("expected_literal").asText()) ? Verdict.pass(literal) : Verdict.fail(literal);
        }
        return asked(connection, recorded, literal);
    }

    private static String written(PgConnection connection, JsonNode tagged, Object value) {
        return tagged.get("t").asText().equals("Identifier")
                ? connection.sqlContext().identifier(StreamSupport.stream(tagged.get("v").spliterator(), false)
                        .map(JsonNode::asText).toArray(String[]::new))
                : connection.sqlContext().literal(value);
    }

    private PgConnection connection(JsonNode recorded) {
        String strings = recorded.get("standard_conforming_strings").asText();
        String encoding = recorded.get("client_encoding").asText();
        return connections.computeIfAbsent(strings + " " + encoding, key -> {
            PgConnection connection = oracle.connect(oracle.options()
                    .options("-c timezone=UTC -c escape_string_warning=off -c standard_conforming_strings=" + strings).build());
            if (!encoding.equals(UTF8)) {
                Oracle.await(connection.execute("SET client_encoding = '" + encoding + "'"));
            }
            return connection;
        });
    }

    private static Verdict refused(JsonNode recorded, PgException e) {
        String encoding = recorded.get("client_encoding").asText();
        if (UNSAFE.contains(encoding)) {
            return Verdict.difference("D24", e);
        }
        if (recorded.has("error")) {
            JsonNode error = recorded.get("error");
            boolean same = !error.get("dbapi").isNull() && ErrorNames.ancestors(e).contains(ErrorNames.of(
                    error.get("class").asText()));
            return same ? Verdict.difference("D20", e)
                    : error.get("dbapi").isNull() ? Verdict.difference("D10", e) : Verdict.fail(e);
        }
        JsonNode server = recorded.path("server_error");
        boolean early = e instanceof ProgrammingException && (!server.isMissingNode() && !server.isNull());
        return early ? Verdict.difference("D19", e) : Verdict.fail(e);
    }

    private static Verdict asked(PgConnection connection, JsonNode recorded, String literal) {
        boolean identifier = recorded.get("value").get("t").asText().equals("Identifier");
        Row row;
        try {
            row = Oracle.await(connection.fetchOne(identifier ? "SELECT 1 AS " + literal.substring(literal.lastIndexOf('.') + 1)
                    : "SELECT (" + literal + ")::text, pg_typeof(" + literal + ")::text"));
        } catch (PgException e) {
            JsonNode server = recorded.path("server_error");
            boolean emptyArray = server.path("sqlstate").asText().equals(INDETERMINATE_TYPE) && literal.contains("{}");
            return Optional.of(server.path("sqlstate").asText()).equals(e.sqlState()) ? Verdict.pass(e)
                    : emptyArray ? Verdict.difference("D19", e) : Verdict.fail(e);
        }
        if (identifier) {
            return literal.equals(recorded.get("expected_literal").asText()) ? Verdict.pass(literal) : Verdict.fail(literal);
        }
        if (recorded.has("server_error")) {
            // What is invalid there and a value here: empty arrays, bounds that are no number.
            return literal.contains("{}") ? Verdict.difference("D19", literal)
                    : literal.contains("NaN") ? Verdict.difference("D7", literal)
                            : recorded.get("value").get("t").asText().equals("hstore") ? Verdict.difference("D9", literal)
                                    : Verdict.fail(literal);
        }
        Verdict verdict = compared(recorded, literal, row.getString(0), row.getString(1));
        return verdict.outcome() != Verdict.Outcome.FAIL && recorded.has("roundtrip")
                ? fetchedBack(connection, recorded, literal, verdict)
                : verdict;
    }

    /** The value that the server gives for the literal, decoded. */
    private static Verdict fetchedBack(PgConnection connection, JsonNode recorded, String literal, Verdict verdict) {
        Object back = Oracle.await(connection.fetchOne("SELECT " + literal)).get(0);
        JsonNode expected = recorded.get("roundtrip");
        boolean infinite = "D7".equals(verdict.rule()) && back instanceof PgNumeric number && !number.isFinite();
        if (Meaning.same(expected, back) || spelledAlike(recorded.get("value"), expected, back) || infinite) {
            return verdict;
        }
        return Meaning.typed(expected, back) ? Verdict.difference("D6", literal)
                : Verdict.fail(literal + " is fetched back as " + back + ", expected " + expected);
    }

    /** Whether two texts mean the same, alone or as elements. */
    private static boolean spelledAlike(JsonNode value, JsonNode expected, Object back) {
        if (back instanceof List<?> list) {
            boolean all = list.size() == expected.path("v").size();
            for (int i = 0; all && i < list.size(); i++) {
                all = spelledAlike(value.path("v").path(i), expected.get("v").get(i), list.get(i));
            }
            return all;
        }
        return back instanceof String text && (value.path("t").asText().equals("json") ? JsonMeaning.same(value.get("v"), text)
                : spelled(text).equals(spelled(expected.path("v").asText())));
    }

    /** One spelling for two that mean the same: a range without bounds, and the spaces of JSON within an array. */
    private static String spelled(String text) {
        return String.valueOf(text).equals("[,)") ? "(,)" : String.valueOf(text).replace("\": ", "\":");
    }

    private static Verdict compared(JsonNode recorded, String literal, String text, String type) {
        String tag = recorded.get("value").get("t").asText();
        String expectedType = recorded.get("server_type").asText();
        String expectedText = recorded.path("server_text").isNull() ? null : recorded.path("server_text").asText();
        boolean sameText = recorded.path("volatile").asBoolean() || Objects.equals(text, expectedText);
        if (sameText && type.equals(expectedType)) {
            return literal.equals(recorded.get("expected_literal").asText()) ? Verdict.pass(literal)
                    : Verdict.difference("D9", literal);
        }
        if (sameText && (tag.equals("inet") || tag.equals("cidr")) && type.equals(tag)) {
            return Verdict.difference("D6", literal);
        }
        if (tag.equals("numeric") && type.equals(expectedType) && text.endsWith("Infinity")) {
            return Verdict.difference("D7", literal);
        }
        boolean sameMeaning = tag.equals("json") ? JsonMeaning.same(recorded.get("value").get("v"), text)
                : spelled(text).equals(spelled(expectedText));
        if (type.equals(expectedType) && sameMeaning) {
            return Verdict.difference("D9", literal);
        }
        return Verdict.fail(literal + " is " + text + " of " + type + ", expected " + expectedText + " of " + expectedType);
    }
}
