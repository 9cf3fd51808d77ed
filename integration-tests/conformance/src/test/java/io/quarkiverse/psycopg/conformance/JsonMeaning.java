package io.quarkiverse.psycopg.conformance;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Whether a text of JSON means a recorded tree, in which Python had read numbers as integers and doubles. */
final class JsonMeaning {

    private static final ObjectMapper EXACT = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonMeaning() {
    }

    static boolean same(JsonNode recorded, String text) {
        try {
            return same(recorded, EXACT.readTree(text));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean same(JsonNode recorded, JsonNode actual) {
        if (actual.isNumber()) {
            return sameNumber(recorded, actual);
        }
        if (recorded.isArray()) {
            return actual.isArray() && sameElements(recorded, actual);
        }
        if (recorded.isObject()) {
            return actual.isObject() && sameMembers(recorded, actual);
        }
        return recorded.equals(actual);
    }

    private static boolean sameNumber(JsonNode recorded, JsonNode actual) {
        if (recorded.has("$float")) {
            double special = switch (recorded.get("$float").asText()) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.NaN;
            };
            return special == actual.doubleValue();
        }
        if (recorded.isIntegralNumber()) {
            return actual.isIntegralNumber() && recorded.bigIntegerValue().equals(actual.bigIntegerValue());
        }
        return recorded.isNumber() && !actual.isIntegralNumber() && recorded.doubleValue() == actual.doubleValue();
    }

    private static boolean sameElements(JsonNode recorded, JsonNode actual) {
        if (recorded.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < recorded.size(); i++) {
            if (!same(recorded.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(JsonNode recorded, JsonNode actual) {
        if (recorded.size() != actual.size()) {
            return false;
        }
        for (Iterator<Map.Entry<String, JsonNode>> members = recorded.fields(); members.hasNext();) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!actual.has(member.getKey()) || !same(member.getValue(), actual.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
