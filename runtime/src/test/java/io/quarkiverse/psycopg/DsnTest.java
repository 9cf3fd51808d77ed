package io.quarkiverse.psycopg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.psycopg.error.ProgrammingException;

/** The recorded cases of psycopg's functions on connection strings. */
class DsnTest {

    private static final Path CASES = Path.of("../integration-tests/conformance/cases/dsn.json");

    @ParameterizedTest
    @MethodSource("parseCases")
    void parsesAsLibpq(String id, JsonNode c) {
        String dsn = c.get("args").get(0).asText();
        check(c, () -> {
            Map<String, String> expected = new LinkedHashMap<>();
            c.get("expected").fields().forEachRemaining(e -> expected.put(e.getKey(), e.getValue().asText()));
            assertThat(Dsn.parse(dsn)).isEqualTo(expected);
        }, () -> Dsn.parse(dsn));
    }

    @ParameterizedTest
    @MethodSource("makeCases")
    void makesAsPsycopg(String id, JsonNode c) {
        Map<String, Object> options = new LinkedHashMap<>();
        c.get("kwargs").fields()
                .forEachRemaining(e -> options.put(e.getKey(), e.getValue().isNull() ? null : e.getValue().asText()));
        check(c, () -> assertThat(make(c, options)).isEqualTo(c.get("expected").asText()), () -> make(c, options));
    }

    @ParameterizedTest
    @MethodSource("encryptCases")
    void encryptsAsLibpq(String id, JsonNode c) {
        JsonNode args = c.get("args");
        ThrowingCallable call = () -> encrypt(args);
        if (c.has("error")) {
            assertThatThrownBy(call).isInstanceOf(ProgrammingException.class)
                    .hasMessageStartingWith("password encryption failed: unrecognized password encryption algorithm");
        } else if (c.has("expected")) {
            assertThat(encrypt(args)).isEqualTo(c.get("expected").asText());
        } else {
            assertThat(encrypt(args)).hasSize(c.get("length").asInt()).startsWith(c.get("prefix").asText())
                    .matches("SCRAM-SHA-256\\$4096:[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=");
        }
    }

    private static String encrypt(JsonNode args) {
        return Dsn.encryptPassword(args.get(0).asText(), args.get(1).asText(), args.get(3).asText());
    }

    @Test
    void everyScramFormHasASaltOfItsOwn() {
        assertThat(Dsn.encryptPassword("p", "u", "scram-sha-256")).isNotEqualTo(Dsn.encryptPassword("p", "u", "scram-sha-256"));
    }

    @Test
    void aPasswordThatCannotBeSentIsRefused() {
        assertThatThrownBy(() -> Dsn.encryptPassword("hunter2\0", "u", "md5")).isInstanceOf(ProgrammingException.class)
                .hasMessageContaining("NUL").hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Dsn.encryptPassword("\ud800", "u", "scram-sha-256")).isInstanceOf(ProgrammingException.class);
    }

    @Test
    void whatIsMadeIsReadBack() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("password", "a b'c\\d\te  \u00a0f");
        options.put("options", "");
        options.put("dbname", "x=y");
        assertThat(Dsn.parse(Dsn.make(options))).isEqualTo(options);
    }

    @Test
    void bothNamesOfTheDatabaseAreRefused() {
        assertThatThrownBy(() -> Dsn.make(Map.of("database", "a", "dbname", "b"))).isInstanceOf(ProgrammingException.class);
    }

    private static String make(JsonNode c, Map<String, Object> options) {
        return c.get("args").isEmpty() ? Dsn.make(options) : Dsn.make(c.get("args").get(0).asText(), options);
    }

    private static void check(JsonNode c, Runnable expectation, ThrowingCallable call) {
        if (c.has("error")) {
            assertThatThrownBy(call).isInstanceOf(ProgrammingException.class).hasMessageStartingWith("invalid dsn: ");
        } else {
            expectation.run();
        }
    }

    static Stream<Object[]> parseCases() throws IOException {
        return cases("parse_dsn");
    }

    static Stream<Object[]> makeCases() throws IOException {
        return cases("make_dsn");
    }

    static Stream<Object[]> encryptCases() throws IOException {
        return cases("encrypt_password");
    }

    private static Stream<Object[]> cases(String function) throws IOException {
        return StreamSupport.stream(new ObjectMapper().readTree(CASES.toFile()).spliterator(), false)
                .filter(c -> c.get("function").asText().equals(function)).map(c -> new Object[] { c.get("id").asText(), c });
    }
}
