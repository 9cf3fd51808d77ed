package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.ColumnDescription;
import io.quarkiverse.psycopg.Row;

/** Whether what a step of a cursor gave is what was recorded. */
final class CursorComparison {

    private CursorComparison() {
    }

    static boolean same(JsonNode expected, Object actual) {
        if (expected.isMissingNode() || expected.isNull()) {
            return actual == null;
        }
        if (expected.isArray()) {
            return actual instanceof List<?> columns && sameColumns(expected, columns);
        }
        if (expected.isTextual()) {
            return expected.asText().equals(actual);
        }
        if (!expected.has("t")) {
            return actual instanceof Map<?, ?> map && sameStatus(expected, map);
        }
        return switch (expected.get("t").asText()) {
            case "tuple", "list", "dictrow", "composite" -> sameRow(values(expected), actual);
            case "realdict" -> sameMap(expected.get("v"), actual);
            case "dict" -> actual instanceof Args.Named named && sameMap(expected.get("v"), named.values());
            case "null" -> actual == null || actual instanceof Args.None;
            default -> Meaning.same(expected, actual);
        };
    }

    private static JsonNode values(JsonNode tagged) {
        return tagged.get("v");
    }

    private static boolean sameRow(JsonNode expected, Object actual) {
        List<?> list = actual instanceof Row row ? CursorSteps.values(row)
                : actual instanceof Args.Positional positional ? positional.values()
                        : actual instanceof List<?> plain ? plain : List.of(new Object());
        if (list.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!same(expected.get(i), list.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMap(JsonNode pairs, Object actual) {
        if (!(actual instanceof Map<?, ?> map) || map.size() != pairs.size()) {
            return false;
        }
        List<Object> keys = new ArrayList<>(map.keySet());
        for (int i = 0; i < pairs.size(); i++) {
            if (!pairs.get(i).get(0).asText().equals(keys.get(i)) || !same(pairs.get(i).get(1), map.get(keys.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameStatus(JsonNode expected, Map<?, ?> actual) {
        return expected.get("status").asText().equals(actual.get("status"))
                && expected.get("transaction_status").asText().equals(actual.get("transaction_status"))
                && (expected.get("closed").asInt() != 0) == actual.get("closed").equals(1);
    }

    private static boolean sameColumns(JsonNode expected, List<?> actual) {
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < actual.size(); i++) {
            same = actual.get(i) instanceof ColumnDescription column && sameColumn(expected.get(i), column);
        }
        return same;
    }

    private static boolean sameColumn(JsonNode expected, ColumnDescription column) {
        return expected.get("name").asText().equals(column.name())
                && (expected.get("type_code").isNull() || expected.get("type_code").asLong() == column.typeCode())
                && column.displaySize().isEmpty() && column.nullOk().isEmpty()
                && expected.get("internal_size").asInt() == column.internalSize()
                && same(expected.get("precision"), column.precision()) && same(expected.get("scale"), column.scale())
                && same(expected.path("table_column"), column.tableColumn());
    }

    private static boolean same(JsonNode expected, OptionalInt actual) {
        return expected.isNull() || expected.isMissingNode() ? actual.isEmpty()
                : actual.isPresent() && actual.getAsInt() == expected.asInt();
    }
}
