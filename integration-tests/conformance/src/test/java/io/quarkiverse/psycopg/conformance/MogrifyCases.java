package io.quarkiverse.psycopg.conformance;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PgConnection;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TaggedValues;

/** Statements with their arguments written into them. */
final class MogrifyCases implements CaseFile {

    private final Oracle oracle;
    private PgConnection connection;

    MogrifyCases(Oracle oracle) {
        this.oracle = oracle;
    }

    @Override
    public String name() {
        return "mogrify";
    }

    @Override
    public Verdict run(JsonNode recorded) {
        Args args;
        try {
            args = args(recorded.path("args"));
        } catch (UnsupportedOperationException e) {
            return recorded.has("error") ? Verdict.difference("D22", e.getMessage()) : Verdict.unsupported(e.getMessage());
        }
        if (connection == null) {
            connection = oracle.connect();
        }
        String template = recorded.get("template").asText();
        String actual;
        try {
            actual = connection.mogrify(template, args);
        } catch (ProgrammingException e) {
            return refused(recorded, args, e);
        }
        if (recorded.has("error")) {
            return Verdict.fail(actual);
        }
        String expected = recorded.get("expected").asText();
        return actual.equals(expected) ? Verdict.pass(actual)
                // Values side by side keep a space, so that they stay two.
                : actual.replace(" ", "").equals(expected.replace(" ", "")) ? Verdict.difference("D9", actual)
                        : Verdict.fail(actual);
    }

    private static Verdict refused(JsonNode recorded, Args args, ProgrammingException e) {
        if (recorded.has("error")) {
            boolean python = recorded.get("error").get("dbapi").isNull();
            return Verdict.difference(python ? "D10" : "D20", e);
        }
        boolean spare = args instanceof Args.Positional && e.getMessage().contains("drop those that have no placeholder");
        boolean inside = e.getMessage().contains("inside");
        return spare ? Verdict.difference("D10", e) : inside ? Verdict.difference("D21", e) : Verdict.fail(e);
    }

    private static Args args(JsonNode recorded) {
        return switch (recorded.path("t").asText("null")) {
            case "null" -> Args.none();
            case "dict" -> {
                Map<String, Object> named = new LinkedHashMap<>();
                for (JsonNode pair : recorded.get("v")) {
                    named.put(pair.get(0).isTextual() ? pair.get(0).asText() : "not a name", TaggedValues.of(pair.get(1)));
                }
                yield Args.named(named);
            }
            case "tuple", "list" -> Args.positional(TaggedValues.list(recorded.get("v")));
            // Python takes a string for a sequence of characters.
            case "text" -> Args.positional(recorded.get("v").asText().codePoints().mapToObj(Character::toString).toList());
            // … and bytes for one of numbers.
            case "bytea" -> Args.positional(bytes(HexFormat.of().parseHex(recorded.get("v").asText())));
            default -> throw new UnsupportedOperationException(recorded.toString());
        };
    }

    private static List<Integer> bytes(byte[] bytes) {
        List<Integer> numbers = new ArrayList<>();
        for (byte b : bytes) {
            numbers.add(Byte.toUnsignedInt(b));
        }
        return numbers;
    }
}
