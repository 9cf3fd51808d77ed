package io.quarkiverse.psycopg.conformance;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.Row;
import io.quarkiverse.psycopg.types.Json;
import io.quarkiverse.psycopg.types.PgComposite;
import io.quarkiverse.psycopg.types.PgInterval;

/** Which rule a recorded value falls under, told from the recording alone, and whether the driver does what the rule says. */
final class CastRules {

    private static final Set<String> DATES = Set.of("date", "timestamp without time zone", "timestamp with time zone",
            "daterange", "tsrange", "tstzrange", "datemultirange", "tsmultirange", "tstzmultirange");
    private static final Set<String> TIMES = Set.of("time without time zone", "time with time zone", "interval");
    private static final Set<String> VECTORS = Set.of("oidvector", "int2vector");
    private static final Pattern BEYOND_PYTHON = Pattern.compile("\\bBC\\b|\\b\\d{5,}-|\\b24:00");
    private static final Pattern QUOTED_IN_RECORD = Pattern.compile(".*[\\s\",()\\\\].*|");

    private CastRules() {
    }

    static Optional<String> of(JsonNode recorded) {
        String type = recorded.get("server_type").asText();
        String element = type.replace("[]", "");
        String text = recorded.path("server_text").asText("");
        JsonNode value = recorded.get("expected").path("value");
        if (text.contains("infinity") && element.equals("interval")) {
            return Optional.of("D1");
        }
        if (text.contains("infinity") && (DATES.contains(element) || hasDate(value))) {
            return Optional.of("D2");
        }
        if ((DATES.contains(element) || TIMES.contains(element)) && needsMoreThanPython(recorded, text)) {
            return Optional.of("D3");
        }
        if (type.endsWith("[]") && text.startsWith("[") || VECTORS.contains(element)) {
            return Optional.of("D4");
        }
        if (Set.of("json", "jsonb").contains(element) && text.contains("null")) {
            return Optional.of("D5");
        }
        if (element.startsWith("double") || element.equals("real")) {
            return recorded.path("settings").has("extra_float_digits") ? Optional.of("D26") : Optional.empty();
        }
        return hasText(value) ? Optional.of("D6") : Optional.empty();
    }

    private static boolean needsMoreThanPython(JsonNode recorded, String text) {
        return recorded.get("expected").has("error") || BEYOND_PYTHON.matcher(text).find()
                || recorded.path("settings").has("datestyle") || recorded.path("settings").has("intervalstyle");
    }

    private static boolean hasDate(JsonNode tagged) {
        return tagged.findValuesAsText("t").stream().anyMatch(Set.of("date", "timestamp", "timestamptz")::contains);
    }

    private static boolean hasText(JsonNode tagged) {
        return tagged.path("t").asText().equals("text") || tagged.path("t").asText().equals("list")
                && tagged.findValuesAsText("t").contains("text");
    }

    /** What is not as the rule says, or null. */
    static String broken(String rule, JsonNode recorded, Row row, PgConnection connection) {
        Object value = row.get(0);
        String type = recorded.get("server_type").asText();
        String text = recorded.path("server_text").asText(null);
        if (rule.equals("D1") && value instanceof PgInterval interval && !interval.isInfinite()) {
            return "not infinite";
        }
        if (rule.equals("D5") && type.startsWith("json") && !type.endsWith("[]")) {
            return value instanceof Json json && json.isJsonNull() && !row.isNull(0) ? null : "no JSON null";
        }
        if (value == null || value instanceof String) {
            return "not a typed value";
        }
        if (value instanceof PgComposite composite && type.equals("record")) {
            String record = record(composite, connection);
            return record.equals(text) ? null : "its text is " + record;
        }
        if (rule.equals("D6")) {
            JsonNode expected = recorded.get("expected").get("value");
            if (!Meaning.typed(expected, value)) {
                return "neither the recorded value nor a typed one";
            }
            if (expected.get("t").asText().equals("text") && !expected.get("v").asText().equals(row.getString(0))) {
                return "its text is " + row.getString(0);
            }
        }
        String back = ServerText.of(value, type, connection);
        return back.equals(text) ? null : "the server reads it as " + back;
    }

    /** An anonymous record cannot be sent: its fields are, and are put together as the server does. */
    private static String record(PgComposite value, PgConnection connection) {
        return value.values().stream().map(field -> field == null ? ""
                : inRecord(Oracle.await(connection.fetchOne("SELECT (%s)::text", field)).getString(0)))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String inRecord(String text) {
        return QUOTED_IN_RECORD.matcher(text).matches()
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\"\"") + '"'
                : text;
    }
}
