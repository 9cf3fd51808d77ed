package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.testsupport.TaggedValues;

/** Recorded arguments of a statement as those of the driver. */
final class Arguments {

    private Arguments() {
    }

    /** @param notJava made for arguments that Java's compiler would refuse */
    static Args of(JsonNode recorded, Supplier<? extends RuntimeException> notJava) {
        if (recorded == null || recorded.isMissingNode() || recorded.isNull()) {
            return Args.none();
        }
        return switch (recorded.path("t").asText()) {
            case "null" -> Args.none();
            case "tuple", "list" -> Args.positional(values(recorded.get("v"), notJava));
            case "dict" -> Args.named(named(recorded.get("v"), notJava));
            // Python takes a string for a sequence of characters.
            case "text" -> Args.positional(recorded.get("v").asText().codePoints().mapToObj(Character::toString).toList());
            default -> throw notJava.get();
        };
    }

    /** The entries of executemany. */
    static List<Args> many(JsonNode recorded, Supplier<? extends RuntimeException> notJava) {
        String tag = recorded.path("t").asText();
        if (!tag.equals("list") && !tag.equals("tuple")) {
            throw notJava.get();
        }
        List<Args> entries = new ArrayList<>();
        recorded.get("v").forEach(entry -> entries.add(of(entry, notJava)));
        return entries;
    }

    private static Map<String, Object> named(JsonNode pairs, Supplier<? extends RuntimeException> notJava) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            if (!pair.get(0).isTextual()) {
                throw notJava.get();
            }
            map.put(pair.get(0).asText(), value(pair.get(1), notJava));
        }
        return map;
    }

    private static List<Object> values(JsonNode elements, Supplier<? extends RuntimeException> notJava) {
        List<Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(value(element, notJava)));
        return list;
    }

    private static Object value(JsonNode tagged, Supplier<? extends RuntimeException> notJava) {
        if (tagged.path("t").isMissingNode()) {
            return null;
        }
        try {
            return TaggedValues.of(tagged);
        } catch (UnsupportedOperationException e) {
            throw notJava.get();
        }
    }
}
